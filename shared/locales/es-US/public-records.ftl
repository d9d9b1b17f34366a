# Solicitudes de registros públicos, cuando una solicitud de informe se convierte en una: donde no sirven las palabras comunes de un estado.

public-records-state-received = Recibida
    .title = Tenemos su solicitud de registros
    .sentence = Una persona de Registros la leerá pronto. Por ahora no tiene que hacer nada.
    .acts = Registros
public-records-state-in-review = En revisión
    .title = Registros busca lo que pidió
    .sentence = Buscan los registros y deciden qué partes son públicas. Por ahora no tiene que hacer nada.
    .acts = Registros
public-records-state-needs-information = Necesitamos algo de usted
    .title = Tenemos una pregunta sobre su solicitud
    .sentence = Responda el último mensaje. Mientras tanto, nuestro plazo para responder sigue corriendo.
    .acts = Usted
public-records-request = Su solicitud de registros

public-records-step-request = Lo que se pide
    .short = Solicitud
public-records-description = ¿Qué registros se piden?
public-records-description-error-required = Escriba qué registros se piden
public-records-description-error-too-long = Acorte la descripción a 10,000 caracteres
public-records-description-error-characters = Quite los caracteres ocultos de la descripción
public-records-report-number = Número de informe o de caso
public-records-name = Nombre de quien pide
public-records-email = Correo electrónico
public-records-email-error-email = Escriba la dirección como nombre@example.org
