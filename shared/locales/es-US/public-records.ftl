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
