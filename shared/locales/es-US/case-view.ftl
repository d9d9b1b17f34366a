# La vista del caso para el personal: palabras que arma el servidor.

due-met = Cumplido { $date }
due-overdue-days =
    { $days ->
        [one] Vencido hace 1 día
       *[other] Vencido hace { $days } días
    }
due-overdue-hours =
    { $hours ->
        [0] Vencido hace { $minutes } min
       *[other] Vencido hace { $hours } h { $minutes } min
    }
due-today = Hoy
due-today-at = Hoy { $time }
due-tomorrow = Mañana
due-tomorrow-at = Mañana { $time }
due-later =
    { $days ->
       *[other] { $date }, { $days } días
    }

view-open = Abiertos
view-mine = Míos
view-unassigned = Sin asignar
view-today = Vencen hoy
view-overdue = Vencidos
view-waiting = Esperan al solicitante
view-ended = Terminados

case-channel-web = web
case-channel-api = por un programa
case-channel-counter = mostrador
case-channel-phone = teléfono
case-channel-import = importación

case-caution-no-contact = Sin contacto: nunca escriba, llame ni envíe correo a esta persona. Ella misma mira la página del caso.
case-caution-at-risk = En riesgo (Family 6228): nadie más debe saber de esta solicitud. El correo no lleva la referencia.
case-caution-phone = Solo por teléfono. Lea la nota de contacto antes de llamar.
case-caution-note = Nota de contacto: { $note }
case-caution-unconfirmed = El correo electrónico no está confirmado: los mensajes salen sin enlace.
case-reach-mail = El solicitante lo lee en la página del caso. Un correo neutro avisa que hay novedades.
case-reach-page = El solicitante lo lee en la página del caso. No se envía correo.

case-fact-name = Nombre
case-fact-reach = Contacto
case-fact-language = Idioma
case-fact-received = Recibido
case-fact-converted-from = Convertido de
case-fact-converted-to = Continúa como

case-role-rule-fc6228 = Family Code 6228: copias gratis para la víctima o su representante; primera hoja en 48 horas, informe en 5 días hábiles.
case-role-rule-plain = Compare el papel de la persona con el informe antes de aprobar.
case-role-rule-public = No tiene derecho a una copia: conteste como solicitud de registros públicos.
case-role-checked = { $name } revisó el papel y los documentos, { $when }
case-document-sent = Enviado, sin revisar
case-document-missing = No enviado
case-document-checked = Revisado { $date }

case-visibility-staff = Solo personal
case-visibility-requester = Entregado al solicitante
case-visibility-requester-own = Enviado por el solicitante
case-visibility-public = Público
case-document-not-scanned = sin analizar
case-document-infected = en cuarentena: el antivirus encontró algo y nadie puede abrirlo
case-document-waiting = en cuarentena hasta que pase por el antivirus
case-document-locked = puede pedir una contraseña
case-document-sealed = documento de identidad cifrado
case-document-destroyed = destruido después de revisarlo
case-document-from-requester = Del solicitante, { $when }
case-document-from-staff = Agregado por { $name }, { $when }

case-order-due = Pendiente de pago
case-order-paid = Pagado { $when }: recibo { $receipt }, caja { $drawer }
case-order-waived = Exento { $when }
case-order-void = Anulado { $when }: la solicitud terminó sin pago
case-order-line = { $name }, { $quantity } × { $unit }

case-event-actor-requester = Solicitante
case-event-actor-system = Sistema
case-event-received = envió la solicitud
case-event-converted = abrió el caso por conversión
case-event-converted-to = lo continuó como { $reference }
case-event-message = escribió un mensaje
case-event-note = agregó una nota
case-event-document = agregó un documento
case-event-destroy-document = destruyó un documento de identidad ya revisado
case-event-quarantine-document = puso un documento en cuarentena: el antivirus encontró algo
case-event-download = descargó un documento
case-event-assign = tomó o asignó el caso
case-event-propose = propuso: { $action }
case-event-refuse = rechazó: { $action }
case-event-email-confirmed = confirmó el correo electrónico
case-event-action = { $action }
case-event-action-moved = { $action }: { $from } → { $to }
case-chain-holds =
    { $count ->
        [one] 1 evento, cadena verificada { $time }
       *[other] { $count } eventos, cadena verificada { $time }
    }
case-chain-broken = El historial fue alterado: { $break }

case-approval-own = Usted lo propuso. Otra persona debe decidir.
case-approval-role = Solo un supervisor puede decidir.
case-approval-not-yet = No en este estado.

case-gate-state = No mientras el caso esté en «{ $state }».

service-police-report = Copia de informe
service-public-records = Registros públicos
language-en-US = Inglés
language-es-US = Español
answer-yes = Sí
