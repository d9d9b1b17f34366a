# Cartas de la agencia. Si aquí cambia una palabra, sube TEMPLATE_VERSION en server/src/domain/letters.rs.

letter-print = Imprimir esta carta

letter-denial-title = Decisión sobre su solicitud { $reference }
letter-denial-opening = { $department } recibió su solicitud { $reference } el { $received }. No podemos darle la copia que pidió.
letter-denial-law = La decisión se basa en esta ley: { $citation }.
letter-denial-reason = Este es el motivo:
letter-denial-responsible = La persona responsable de esta decisión es { $name }, { $title }.
letter-denial-again = Si cree que hay un error, pídanos que lo revisemos de nuevo. Escríbanos en la página de su solicitud o llame al { $phone }. Díganos lo que debemos saber. Una persona supervisora puede volver a abrir la solicitud.
letter-denial-records-request = También puede pedir el mismo documento como solicitud de registros públicos. Así podría recibir las partes que son públicas. Escríbanos y cambiamos su solicitud. Conserva la fecha en que la recibimos.
letter-denial-advice = Esta carta no explica todos los derechos que usted pueda tener. Un abogado o el centro de autoayuda de la corte pueden decirle más.

letter-closure-title = Su solicitud { $reference } está cerrada
letter-closure-opening = { $department } recibió su solicitud { $reference } el { $received }. Ahora está cerrada.
letter-closure-released = Le entregamos lo que pidió.
letter-closure-released-full = Le entregamos lo que pidió.
letter-closure-denied = No pudimos darle lo que pidió. Nuestra carta con la decisión explica el motivo.
letter-closure-withdrawn = Usted retiró la solicitud.
letter-closure-no-record = Buscamos y no encontramos ningún documento que corresponda a su solicitud.
letter-closure-no-records = Buscamos y no encontramos ningún documento que corresponda a su solicitud.
letter-closure-referred = Otra agencia tiene lo que pidió. Nuestros mensajes en la página de su solicitud dicen cuál.
letter-closure-duplicate = Usted tiene otra solicitud por el mismo documento. Seguimos con esa.
letter-closure-no-answer = Le hicimos una pregunta y no recibimos respuesta.
letter-closure-uncollected = Su copia esperó en la ventanilla y nadie la recogió a tiempo.
letter-closure-other = Ya no habrá más cambios en ella.
letter-closure-again = Si cree que hay un error, escríbanos en la página de su solicitud o llame al { $phone }. Puede enviar una solicitud nueva en cualquier momento.
