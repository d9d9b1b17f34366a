# /search

search-title = Buscar
search-label = Busque servicios, respuestas y teléfonos
search-button = Buscar
search-nav = Buscar
search-none = No encontramos nada
search-one = Encontramos un lugar
search-many = Encontramos { $count } lugares
search-help = ¿No es lo que necesita? Pruebe con otras palabras, vea [todos los contactos]({ $root }/contact) o llame al { $phone }. No guardamos lo que escribe aquí.
search-often = Lo más buscado
search-often-report = Informe policial
    .text = Cómo pedir una copia y cuánto cuesta.
search-often-property = Objetos guardados
    .text = Horas para recogerlos y cuánto tiempo los guardamos.
search-often-contacts = Contactos y horarios
    .text = Cada número, según para qué sirve.
search-often-fees = Tarifas
    .text = Cada tarifa, con la ley en que se basa.

# Words of the same meaning, a line for each group; not shown.
search-same =
    carro, carros, coche, auto, automóvil, vehículo, camioneta, moto
    grúa, remolque, remolcado, remolcaron, corralón
    pistola, arma, armas, rifle, fuego
    policía, agente, oficial
    dinero, efectivo
    cárcel, prisión, custodia, preso, arrestado, detenido
    trabajo, empleo, operador, operadora, despachador
    costo, precio, tarifa, tarifas, cobro
    teléfono, número, contacto, contactos
    horario, horarios, horas, abierto, abre, cerrado
    feriado, feriados, festivo, cierre, cierres
    choque, accidente, colisión
    reporte, reportes, informe, informes, denuncia
    video, grabación, grabaciones
    perdido, encontrado, hallado
    pertenencias, cosas, objetos, propiedad
    violación, abuso, agresión, acoso, prea
    huella, huellas, dactilares, livescan
    placa, placas, matrícula, alpr, cámara
    abogado, citatorio, citatorios
    reembolso, reclamo, reclamación, indemnización
    sordo, sorda, tty, tdd, retransmisión
    suicidio, crisis, mental
    ubicación, dirección, dónde
    911, 9-1-1, emergencia
    copia, copias

# Words that say nothing about what is looked for; not shown.
search-ignored = un una el la los las lo de del a al en es son fue ser como que cuando quien puedo puede yo mi mis me nos su sus se esto eso y o por para con sobre necesito quiero favor
