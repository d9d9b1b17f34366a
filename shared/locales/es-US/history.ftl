# El historial probado hacia fuera y destruido según la ley: sellos, conservación, retenciones, la hoja de auditoría.

seal-mail-subject = Sello { $number } de los historiales de casos, { $date }
seal-mail-what = El archivo adjunto declara, firmado, cuántos eventos tenía cada uno de { $cases } casos y cuál era el último.
seal-mail-whole = Contiene la lista de todos los casos.
seal-mail-head = La lista es demasiado larga para un correo: está en el almacén de documentos del mostrador, y las líneas firmadas prueban que no se cambió.
seal-mail-keep = Guárdelo donde nadie que administre el mostrador pueda cambiarlo. Contiene referencias y huellas, y nada sobre personas.
seal-mail-verify = Para comparar el mostrador con él: frontcounter audit verify --seal ARCHIVO

case-event-place-hold = puso una retención legal
case-event-lift-hold = levantó una retención legal
case-event-refuse-destruction = rechazó una destrucción propuesta
case-event-erase = destruyó registros según el calendario de conservación

gate-legal-hold = Este caso tiene una retención legal: no se puede destruir nada de él.
gate-approval-open = Una decisión sobre este caso espera a una segunda persona.
gate-already-destroyed = Esto ya se destruyó.
gate-destruction-proposed = Esto ya está propuesto.
gate-not-past-retention = El caso no ha terminado, o su plazo de conservación no ha vencido.

sheet-retention = Conservación

retention-title = Conservación
retention-lead = Lo que pasa de su plazo se propone para destruir. Nada se destruye sin que un supervisor lo diga, y nunca lo que está retenido.
retention-proposed = Propuesto para destruir
retention-proposed-empty = Nada ha pasado de su plazo.
retention-proposed-more = Se muestran los { $count } más antiguos. Decida primero sobre ellos.
retention-col-case = Caso
retention-col-service = Servicio
retention-col-what = Qué se destruye
retention-col-past = Vencido desde
retention-col-rule = Regla
retention-col-by = Propuesto por
retention-col-days = Días guardado
retention-col-since = Desde
retention-col-reason = Motivo
retention-col-source = Fuente
retention-by-system = El calendario
retention-what-files = Archivos
retention-what-record = Todo el registro
retention-what-accesses = El registro de quién lo abrió
retention-rule = { $days } días, { $citation }
retention-approve = Destruir
retention-approve-files = Borra para siempre los archivos de este caso. Todo lo demás queda, y el historial lo dice.
retention-approve-record = Borra para siempre lo que habla de una persona: la solicitud, nombres, mensajes, notas, cartas, archivos y los detalles del historial. Referencia, fechas y resultado quedan para las estadísticas.
retention-approve-accesses = Borra las anotaciones de quién abrió este caso que son anteriores al plazo. Todo lo demás queda, y el historial lo dice.
retention-approve-shown = Destruir los { $count } que se muestran
retention-approve-shown-does = Hace con cada uno lo que hace su propio botón. El que haya quedado retenido entretanto se deja como está.
retention-refuse = Conservar
retention-refuse-does = El calendario no lo propone otra vez durante un año.
retention-refuse-reason = Por qué se conserva
retention-propose = Proponer un caso
retention-propose-does = Para un caso cuyo plazo venció. Decide otra persona.
retention-propose-reference = Referencia
retention-propose-what = Qué se destruye
retention-holds = Retenciones legales
retention-holds-empty = Ningún caso está retenido.
retention-hold = Poner una retención
retention-hold-does = No se destruye nada del caso hasta que se levante. Lo que se propuso para él queda sin efecto.
retention-hold-reason = Por qué, por ejemplo el nombre del juicio
retention-lift = Levantar
retention-lift-does = El plazo vuelve a contar como si no hubiera habido retención.
retention-lift-reason = Por qué se levanta
retention-schedule = El calendario
retention-schedule-text = Los días cuentan desde lo último que pasó en un caso terminado. Los documentos de identidad se destruyen { $days } días después de comprobarse, sin propuesta. El registro de quién abrió un caso cuenta desde cada vez que se abrió. Gov 34090 pide dos años como mínimo.
retention-change = Cambiar un plazo
retention-change-does = Para las propuestas desde ahora. La versión anterior queda a la vista.
retention-change-service = Servicio
retention-change-what = Qué
retention-change-days = Días
retention-change-citation = Fuente
retention-change-reason = Por qué cambia
retention-done-destroyed = { $reference }: destruido. El historial dice qué y según qué regla.
retention-done-destroyed-shown = { $count } destruidos, { $left } sin cambios. Cada historial dice qué y según qué regla.
retention-done-kept = { $reference }: se conserva.
retention-done-proposed = { $reference }: propuesto. Decide otra persona.
retention-done-held = { $reference }: retenido.
retention-done-lifted = { $reference }: la retención está levantada.
retention-done-changed = El calendario está cambiado.
retention-days-error-too-few-days = Escriba al menos 730 días: Gov 34090 conserva los registros de una ciudad dos años.
retention-reference-error-reference = Escriba una referencia como KTMX-4R7V de un caso que usted pueda ver.

audit-title = Auditoría de { $reference }
audit-lead = Cada evento y cada lectura de este caso; cada evento se comprobó al hacer esta página.
audit-up = Caso { $reference }
audit-export = Exportar con verificador
audit-export-does = Un archivo con todo el historial, con los detalles personales, que se comprueba a sí mismo en cualquier navegador y sin red. Llevárselo queda anotado aquí.
audit-verify = Comprobar ahora
audit-holds = { $count ->
        [one] El historial está íntegro: 1 evento, comprobado { $time }.
       *[other] El historial está íntegro: { $count } eventos, comprobado { $time }.
    }
audit-broken = El historial fue alterado
audit-no-seal-address = Ningún sello sale de este sistema
audit-no-seal-address-text = SEAL_EMAIL no está puesto. Quien controle la base de datos y sus claves podría reescribir un historial, y nada de fuera lo diría.
audit-facts = Prueba
audit-fact-chain = Cadena
audit-fact-seal = Último sello
audit-fact-seal-value = { $number }, { $time }
audit-fact-seal-none = Aún ninguno
audit-fact-key = Clave pública
audit-fact-mailed = Los sellos van a
audit-fact-mailed-none = Ninguna parte
audit-fact-erased = Detalles destruidos
audit-fact-erased-value = { $count ->
        [one] de 1 evento, según la ley
       *[other] de { $count } eventos, según la ley
    }
audit-fact-hold = Retención legal
audit-fact-hold-value = Desde { $time }: { $reason }
audit-events = Eventos
audit-event-propose = propuso una acción
audit-event-refuse = rechazó una acción propuesta
audit-event-converted-to = lo continuó como otro caso
audit-event-link = lo enlazó con otro caso
audit-event-merged-from = cerró otro caso como duplicado de este
audit-event-move-clock = movió un plazo, porque cambió el calendario de la oficina
audit-accesses = Quién lo leyó
audit-accesses-empty = Nadie ha abierto todavía este caso.
audit-accesses-more = Se muestran los { $count } más recientes; el archivo exportado tiene todos.
audit-col-seq = N.º
audit-col-at = Cuándo
audit-col-who = Quién
audit-col-what = Qué
audit-col-hash = Resumen
audit-col-check = Comprobación
audit-col-document = Documento
audit-check-holds = Íntegro
audit-check-erased = Íntegro, detalles destruidos
audit-check-broken = Alterado
audit-check-unknown = Sin comprobar
audit-access-read = abrió el caso
audit-access-download = descargó un archivo
audit-access-export = se llevó el historial
audit-access-audit = abrió esta página
audit-access-search = lo encontró en una búsqueda

audit-break-order = El evento { $found } está donde corresponde el evento { $seq }: se quitó, se añadió o se movió alguno.
audit-break-link = El evento { $seq } no sigue al evento anterior.
audit-break-changed = El evento { $seq } fue cambiado.
audit-break-payload = Los detalles del evento { $seq } fueron cambiados.
audit-break-payload-gone = Los detalles del evento { $seq } no están, y ninguna destrucción legal los nombra.
audit-break-tail = El historial termina en el evento { $found }, pero se escribieron { $seq } eventos.
audit-break-head = El último evento no es el que se escribió al final.
audit-break-next = Avise a quien responde por los registros, no toque la base de datos y compárela con un sello enviado.
audit-to-retention = Conservación de este caso
