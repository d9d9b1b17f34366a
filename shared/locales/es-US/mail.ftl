# Correos a quien hizo la solicitud. Alguien puede leerlos de reojo: nunca de qué trata la solicitud, nunca un nombre.

mail-subject = Novedades de su solicitud { $reference }
# Cuando alguien cercano puede ser un peligro: ni siquiera la referencia.
mail-subject-at-risk = Novedades de su solicitud

mail-received = Recibimos su solicitud el { $date }.
mail-received-due = Pensamos responder a más tardar el { $date }. La página de su solicitud muestra cómo contamos los días.

# El estado de la solicitud, como lo dice su página, sin el asunto.
mail-state-received = Tenemos su solicitud. Una persona la leerá pronto. Por ahora no tiene que hacer nada.
mail-state-needs-information = Necesitamos algo de usted para poder continuar. La página de su solicitud dice qué.
mail-state-in-review = Estamos trabajando en su solicitud. Por ahora no tiene que hacer nada.
mail-state-approved = Su solicitud fue aprobada. Estamos preparando lo que pidió.
mail-state-denied = Tomamos una decisión sobre su solicitud. La carta en su página explica el motivo y lo que usted puede hacer.
mail-state-fee-due = Hay una tarifa por pagar. La página de su solicitud muestra cuánto es.
mail-state-ready = Lo que pidió está listo en la ventanilla.
mail-state-partly-released = Una parte de lo que pidió está en la página de su solicitud. Seguimos trabajando en el resto.
mail-state-released = Ya tiene lo que pidió. Si lo enviamos en línea, está en la página de su solicitud.
mail-state-closed = Su solicitud terminó.
mail-state-withdrawn = Usted retiró su solicitud. Dejamos de trabajar en ella.
mail-state-other = Hay novedades en su solicitud. Puede leerlas en su página.

mail-message = Le escribimos un mensaje. Puede leerlo y responder en la página de su solicitud.
mail-question = Tenemos una pregunta para usted. Respóndala en la página de su solicitud y enseguida continuamos.
mail-invoice = Hay una tarifa de { $amount } por pagar antes de que podamos continuar.
mail-invoice-pay = Páguela en la ventanilla. Traiga su referencia, { $reference }.
mail-receipt = Recibimos su pago de { $amount }. Gracias. El número de recibo es { $number }.
mail-released = En la página de su solicitud hay algo listo para descargar. Guárdelo: cerramos la solicitud después de un tiempo.
mail-ready = Lo que pidió está listo en la ventanilla.
mail-ready-bring = Traiga una identificación oficial con foto y su referencia, { $reference }.
mail-ready-until = Lo guardamos para usted hasta el { $date }.
mail-counter = { $counter }: { $address }. Horario: { $hours }.
mail-letter = Tomamos una decisión sobre su solicitud y le escribimos una carta. Explica el motivo y lo que usted puede hacer. Puede leerla en la página de su solicitud.
mail-closed = Su solicitud está cerrada. La carta en su página dice por qué. Puede enviar una solicitud nueva en cualquier momento.

# Todo lo que dice un correo cuando alguien cercano puede ser un peligro.
mail-at-risk = Hay novedades en su solicitud. Puede leerlas en su página.

mail-code = Escriba este código en la página de su solicitud para confirmar esta dirección:
mail-code-note = Sirve durante 30 minutos. Si usted no lo pidió, no haga caso de este correo: sin el código no pasa nada.
mail-link = Usted pidió de nuevo el enlace a su solicitud. Si no lo pidió, no haga caso de este correo.
mail-link-unconfirmed = No podemos enviarle el enlace porque esta dirección nunca se confirmó. Llame al { $phone } o venga a la ventanilla con su identificación con foto, y le damos uno nuevo.
mail-unconfirmed = Este correo no lleva enlace porque la dirección todavía no está confirmada. Para recibir enlaces, abra la página de su solicitud, pida un código y escriba los seis dígitos que le enviamos.

mail-open = Abrir mi solicitud
mail-link-note = Quien tenga este enlace puede abrir su solicitud; guárdelo bien. Deja de servir si pasan 30 días sin usarlo.
mail-link-note-pin = También le pedimos su PIN. El enlace deja de servir si pasan 30 días sin usarlo.

mail-footer-why = Recibe este correo porque alguien dio esta dirección para una solicitud a { $department }.
mail-footer-ask = Nadie lee las respuestas a este correo. ¿Preguntas? Llame al { $phone }.
mail-footer-emergency = En una emergencia, llame al 9-1-1.
mail-footer-unread = Nadie lee las respuestas a este correo.
