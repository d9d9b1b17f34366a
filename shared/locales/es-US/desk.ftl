# Respuestas que el personal escribe a menudo, casos que van juntos, solicitudes por teléfono o en la ventanilla.

sheet-replies = Respuestas
sheet-new = Capturar una solicitud

# --- Respuestas ---

replies-lead = Textos que el personal pone en un mensaje y termina a mano. Un cambio es una versión nueva; nada se pierde.
replies-offered = En uso
replies-versions = Todas las versiones
replies-places = En estos textos, las palabras entre llaves se sustituyen por los datos del caso:
replies-none = Nadie ha escrito una respuesta todavía.
reply-column-name = Nombre
reply-column-for = Para
reply-column-text = Texto
reply-column-state = Estado
reply-in-use = en uso
reply-retired = retirada
reply-place-name = el nombre de quien pide
reply-place-reference = la referencia de la solicitud
reply-place-report-number = el número de informe
reply-place-staff = su nombre
reply-place-phone = el teléfono de este servicio
reply-done-add = Se agregó la respuesta
reply-done-change = Se guardó una versión nueva
admin-do-reply-add = Agregar una respuesta
    .does = Ofrece este texto a quienes escriben a los solicitantes de este servicio en este idioma.
admin-do-reply-change = Cambiar
    .does = Guarda una versión nueva. Lo que se envió antes queda como estaba.
admin-field-reply-service = Servicio
admin-field-reply-service-error-choice = Elija un servicio
admin-field-reply-language = Idioma de quien pide
admin-field-reply-language-error-choice = Elija un idioma
admin-field-reply-name = Nombre
    .hint = Con lo que el personal la elige, como “Dónde traer la identificación”
admin-field-reply-name-error-required = Póngale un nombre a la respuesta
admin-field-reply-name-error-too-long = Acorte el nombre a 80 caracteres
admin-field-reply-name-error-characters = Escriba el nombre en una línea
admin-field-reply-body = Texto
    .hint = Las palabras entre llaves de arriba se llenan en cada solicitud
admin-field-reply-body-error-required = Escriba el texto
admin-field-reply-body-error-too-long = Acorte el texto a 10,000 caracteres
admin-field-reply-body-error-characters = Quite los caracteres ocultos del texto
admin-field-reply-body-error-place = Use solo las palabras entre llaves de la lista de arriba
admin-field-retired = Retirarla: ya no se ofrece al personal

# --- Casos que van juntos ---

related-title = Relacionados con { $reference }
related-lead = Casos enlazados y otros sobre el mismo informe
related-linked = Casos enlazados
related-none = No hay casos enlazados.
related-alike = Otros sobre el mismo informe
related-alike-none = Ningún otro caso tiene este número de informe.
related-column-case = Caso
related-column-subject = Sobre
related-column-state = Estado
related-column-received = Recibido
related-column-kind = Cómo
related-related = van juntos
related-duplicate = es un duplicado que se cerró
related-duplicate-of = sigue en esta solicitud
related-done-link = Los casos quedaron enlazados
related-done-merge = El duplicado se cerró
admin-do-related-link = Enlazar otro caso
    .does = Muestra cada caso en el otro. No se envía nada a nadie.
admin-do-related-merge = Cerrar como duplicado
    .does = Cierra esta solicitud porque la misma persona pidió lo mismo antes. La más antigua sigue con su propio plazo. Envía un aviso, si esta persona recibe correo.
admin-field-other = Referencia del otro caso
admin-field-other-error-no-case = Ningún caso que usted pueda ver tiene esta referencia
admin-field-other-error-itself = Este es el mismo caso
admin-field-other-error-linked = Estos dos ya están enlazados
admin-field-other-error-other-service = Un duplicado es del mismo servicio
admin-field-other-error-other-requester = Lo pidió otra persona. Cada quien recibe su propia respuesta; enlace los dos casos
admin-field-other-error-younger = Ese es más nuevo. Ábralo y ciérrelo a favor de este: la ley cuenta desde el primero
admin-field-other-error-ended = Ese ya terminó. Enlace los dos casos
action-merge = Cerrar como duplicado
    .does = Termina la solicitud a favor de una anterior de la misma persona y envía un aviso.
    .done = La solicitud se cerró como duplicada
case-event-link = lo enlazó con { $reference }
case-event-merged-from = cerró { $reference } como duplicado de este
case-merged = Seguimos con su otra solicitud
    .text = Usted pidió lo mismo antes. Esa solicitud conserva su fecha y su plazo.

# --- Una solicitud por teléfono, por correo, en la ventanilla ---

key-in-lead = Para quien pidió por teléfono, por correo o en la ventanilla
key-in-receipt = El plazo cuenta desde que llegó la solicitud, no desde ahora. Una solicitud hablada también cuenta (Gov. Code § 7922.525 y siguientes).
key-in-send = Recibir la solicitud
    .does = Abre el caso con la recepción que usted indica, inicia sus plazos desde ahí y envía un código al correo electrónico, si se dio uno.
key-in-reason = Cómo sabe cuándo llegó
key-in-only = Solo si “{ $question }” es: { $answers }
key-in-done = Se recibió la solicitud { $reference }
key-in-tell = Dígale esta referencia a quien pidió. Con ella y su correo electrónico encuentra la solicitud en este sitio.
key-in-hand-over = Revise la identificación y entregue esta dirección a quien pidió. Abre la solicitud y solo se muestra ahora: { $address }
admin-field-new-service = Servicio
admin-field-channel = Cómo llegó
admin-field-channel-error-choice = Elija cómo llegó
admin-field-channel-error-sent-before = Este formulario ya se envió con otras respuestas. Busque esa solicitud en la lista; para otra, abra de nuevo esta página
admin-field-received-day = Día en que llegó
admin-field-received-day-error-date = Elija el día
admin-field-received-day-error-future = Ese momento todavía no llega
admin-field-received-day-error-too-old = Hace más de un año. Pregunte a un supervisor
admin-field-received-time = Hora en que llegó
    .hint = Como 14:30; a más tardar cuando alguien la oyó o la abrió
admin-field-received-time-error-time = Escriba la hora como 14:30
admin-field-their-language = Idioma de quien pide
admin-field-reason-error-required = Diga por qué
case-channel-post = correo
key-in-channel-phone = Por teléfono
key-in-channel-counter = En el mostrador
key-in-channel-post = Por correo
case-event-keyed-in = capturó la solicitud
