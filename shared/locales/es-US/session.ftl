# El inicio de sesión, las sesiones, y los errores que solo encuentra quien está ante un teclado o un programa nuestro.

error-credentials = No pudimos iniciar su sesión
    .text = Revise el correo, la contraseña y el código, e intente de nuevo. Cada código sirve una vez: espere el siguiente.
error-locked = La consola está bloqueada
    .text = Nadie la usó durante 30 minutos. Confirme que es usted para seguir.
error-proof = Confirme que es usted
    .text = Esto pide otra vez su contraseña y un código.
error-enrol = Primero configure su segundo factor
    .text = Hasta entonces no hay nada más abierto.
error-body-too-large = Es más de lo que podemos recibir de una vez
    .text = Acórtelo y envíelo de nuevo.
error-media-type = No podemos leer este tipo de contenido
    .text = Envíe JSON, con el encabezado Content-Type: application/json.
error-page = No se pudo mostrar esta página. Intente de nuevo en un minuto o llámenos.

fault-totp = Ese código no coincide. Use el que la aplicación muestra ahora

role-records = Registros
role-property = Propiedad
role-supervisor = Supervisión
role-prea = Coordinación PREA
role-clerk = Secretaría
role-cashier = Caja
role-admin = Administración

staff-upload-rule = PDF, JPEG, PNG, HEIC, TXT, DOCX, MP4, MP3 o WAV, hasta { $size } cada uno.
staff-console-title = { $agency }, personal
staff-start-failed = La consola no pudo iniciar. Cargue la página otra vez. Si vuelve a pasar, use una versión actual de Chrome, Edge, Firefox o Safari, o llame a su administrador.
staff-no-script = La consola necesita JavaScript y WebAssembly. Permita ambos para esta dirección y cargue la página otra vez.
