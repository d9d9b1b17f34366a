# El marco de cada página pública: encabezado, línea de emergencia, pie, formularios.

site-tagline = Ventanilla en línea
site-skip = Ir al contenido principal
site-menu = Menú principal
site-find = Buscar mi solicitud
site-contacts = Contactos
site-language = English
site-language-label = See this page in English
site-title = { $page } · { $department }

demo-word = Demostración.
demo-text = Nada de esto llega a la policía.

emergency-word = ¿Emergencia?
emergency-call = Llame al 9-1-1
emergency-how = Cómo llamar o enviar un texto al 9-1-1
emergency-unwatched = Nadie vigila este sitio.
emergency-not = Si no es una emergencia:
emergency-label = Emergencias
emergency-reminder = ¿Está en peligro ahora?
    .text = Llame al 9-1-1, o envíe un texto al 9-1-1 si no puede hablar. Nadie lee este formulario mientras usted escribe. De todos modos puede enviarlo.

leave-now = Salir de esta página ya
    .hint = Borra sus respuestas y abre un sitio del clima. También puede presionar Shift tres veces.

footer-fees = Tarifas
footer-contacts = Contactos y horarios
footer-accessibility = Accesibilidad
footer-privacy = Privacidad
footer-checked = Teléfonos y horarios revisados el { $date }
footer-label = Acerca de este sitio
footer-translation = Un traductor certificado todavía no ha revisado los textos legales en español. El texto oficial es el inglés.

form-back = Atrás
form-continue = Continuar
form-save = Guardar y terminar después
form-optional = (opcional)
form-why = Por qué lo preguntamos: { $reason }
form-step = Paso { $step } de { $steps }
form-steps = Pasos de esta solicitud
form-month = Mes
form-day = Día
form-year = Año
form-yes = Sí
form-no = No
form-none = Sin respuesta
form-errors =
    { $count ->
        [one] Falta completar una respuesta
        [2] Falta completar dos respuestas
        [3] Falta completar tres respuestas
       *[other] Falta completar { $count } respuestas
    }
form-error-title = Faltan datos: { $title }
form-danger = ¿Está en peligro ahora?
    .text = Llame al 9-1-1, o envíe un texto al 9-1-1 si no puede hablar. Nadie lee este formulario mientras usted escribe.
form-draft = Sus respuestas son privadas
    .text = Las guardamos cifradas mientras escribe. Después de dos horas sin cambios las borramos, o a los siete días si elige terminar después. Solo las leemos cuando usted las envía.
form-in-person = ¿Prefiere venir en persona?
form-once-more = Presione Enviar solicitud una vez más
    .text = Esta pequeña comprobación detiene a los programas automáticos. No se perdió nada de lo que escribió.
form-honeypot = Deje esta casilla vacía
form-expired = Sus respuestas ya no están aquí
    .text = Para proteger su privacidad, borramos un formulario después de dos horas sin cambios. Puede empezar de nuevo.

upload-choose = Elegir un archivo
upload-add = Agregar este archivo
upload-remove = Quitar { $file }
upload-allowed = PDF, JPEG, PNG o HEIC, hasta { $size } cada uno. Sirve una foto clara tomada con su teléfono.
upload-progress = Enviando { $file }: { $percent } %
upload-done = Se agregó { $file }
upload-removed = Se quitó { $file }
upload-none = Todavía no hay archivos

check-title = Revise sus respuestas
check-nothing-sent = Todavía no se ha enviado nada.
check-change = Cambiar
    .label = Cambiar: { $question }
check-if-sent = Si la envía hoy
check-due = Respuesta a más tardar el
check-cost = Costo
check-next = A quién le toca actuar
check-true = Mis respuestas son verdaderas, hasta donde yo sé.
check-send = Enviar solicitud
check-print = Imprimir esta página
check-link-note = Recibirá una referencia y un enlace privado. Cualquiera que tenga el enlace puede abrir la solicitud: guárdelo bien.

document-photo-id = Identificación oficial con foto
    .hint = Licencia de conducir, identificación estatal, pasaporte o matrícula consular. Destruimos la imagen { $days } días después de revisarla.
document-authorisation = Permiso firmado
    .hint = Una carta de la persona que usted representa, con el nombre de usted, el informe, la firma y la fecha.
document-insurer-letter = Carta de la aseguradora
    .hint = En papel membretado, con el número de reclamo y el nombre de la persona asegurada.
document-attorney-declaration = Declaración del abogado
    .hint = Con el nombre de su cliente y el informe, firmada bajo pena de perjurio.

download-size = { $kind } · { $size }
