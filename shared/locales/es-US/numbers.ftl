# Cifras: inicio, estadísticas, listas en archivo y lo que se dice al público sobre los plazos.

sheet-home = Hoy
sheet-day = Hoja del día
sheet-statistics = Estadísticas

## Inicio

numbers-home-lead =
    { $count ->
        [one] 1 caso abierto
       *[other] { $said } casos abiertos
    }
numbers-open-file = Casos abiertos (CSV)
numbers-oldest-days =
    { $days ->
        [one] El más antiguo, 1 día
       *[other] El más antiguo, { $days } días
    }
numbers-oldest-hours =
    { $hours ->
        [0] El más antiguo, { $minutes } min
       *[other] El más antiguo, { $hours } h { $minutes } min
    }
numbers-none-overdue = Nada está atrasado
numbers-next-at =
    { $hours ->
        [0] El próximo a las { $time }, en { $minutes } min
       *[other] El próximo a las { $time }, en { $hours } h { $minutes } min
    }
numbers-next-midnight = Antes de que termine el día
numbers-none-today = Nada más por hoy
numbers-came-today =
    { $count ->
        [0] Hoy no llegó ninguno
        [one] Hoy llegó 1
       *[other] Hoy llegaron { $count }
    }
numbers-silent =
    { $count ->
        [0] Ninguno sin novedad en una semana
        [one] 1 sin novedad en más de una semana
       *[other] { $said } sin novedad en más de una semana
    }
numbers-first = Primero
numbers-nothing-runs = No corre ningún plazo.
numbers-to-queue = Abrir en la lista
numbers-nobody = Sin asignar
numbers-due-today = Atrasados y que vencen hoy
numbers-nothing-due = Hoy no vence nada.
numbers-day-more = Hay más: estos son los { $most } más próximos.

numbers-ahead = Lo que viene
numbers-nothing-ahead = No hay cierres en las próximas dos semanas y nada espera a una segunda persona.
numbers-closed =
    { $count ->
        [one] Cerrado el { $first }
        [2] Cerrado el { $first } y el { $last }
       *[other] Cerrado del { $first } al { $last }
    }
numbers-rolls =
    { $count ->
        [0] Ningún plazo pasa al { $day }.
        [one] 1 plazo pasa al { $day }.
       *[other] { $said } plazos pasan al { $day }.
    }
numbers-approvals =
    { $count ->
        [one] 1 propuesta espera a una segunda persona
       *[other] { $said } propuestas esperan a una segunda persona
    }
numbers-past =
    { $count ->
        [one] 1 destrucción propuesta: el plazo de conservación terminó
       *[other] { $said } destrucciones propuestas: el plazo de conservación terminó
    }
numbers-past-next = Un supervisor decide en Conservación.
numbers-for-you-more = Hay más: estas son las { $most } más antiguas.
numbers-for-you = Esperan su aprobación
numbers-none-for-you = Nada espera su aprobación.
numbers-action = Acción
numbers-proposed-by = Propuesto por
numbers-proposed-at = Cuándo

numbers-cashier-lead = Los pagos que se cobran en el mostrador
numbers-fees-due = Pagos pendientes
numbers-fees-wait = Esperan el pago
numbers-no-fees = Nadie debe un pago

numbers-admin-lead = Usted no ve casos
numbers-admin-does = Qué hacen los administradores
numbers-admin-why = Cuidar cuentas, calendarios y tarifas no da derecho a leer la solicitud de nadie. Quien además atiende casos tiene una segunda función para eso.
numbers-page = Página
numbers-does = Para qué sirve
numbers-does-deadlines = Calcular un plazo legal, día por día.
numbers-does-retention = Qué se guarda y por cuánto tiempo, qué puede destruirse y qué está retenido.
numbers-does-admin-accounts = Abrir y cerrar cuentas, dar funciones, reponer el segundo factor, terminar sesiones.
numbers-does-admin-calendars = Cierres, feriados y horarios, y qué plazos movería un cambio.
numbers-does-admin-outbox = Correos que no salieron: por qué, y volver a enviarlos.
numbers-does-admin-profile = Los datos que lee el público y de cuándo son.

## Gráficas

numbers-volume-day = Recibidos y terminados, por día
numbers-volume-week = Recibidos y terminados, por semana
numbers-volume-month = Recibidos y terminados, por mes
numbers-volume-year = Recibidos y terminados, por año
numbers-part-day = Día
numbers-part-week = Semana desde el
numbers-part-month = Mes
numbers-part-year = Año
numbers-this-week = Esta semana
numbers-received = Recibidos
numbers-ended = Terminados
numbers-ages = Casos abiertos por antigüedad
numbers-age = Días desde que llegó
numbers-age-days = { $from }–{ $to } días
numbers-age-over = Más de { $days } días
numbers-open = Abiertos
numbers-late = Atrasados
numbers-in-time = A tiempo
numbers-overdue = atrasados
numbers-outcomes = Cómo terminaron los casos
numbers-outcomes-all =
    { $count ->
        [one] Terminó 1 caso.
       *[other] Terminaron { $count } casos.
    }
numbers-outcome = Resultado
numbers-cases = Casos
numbers-share = Parte
numbers-none-ended = Ningún caso terminó en este tiempo.
outcome-converted = Pasó a solicitud de registros
outcome-merged = Unido a otro caso
numbers-times = Cuántos días tardaron los casos
numbers-times-how = La mitad de los casos que terminaron tardó esos días desde que llegó, o menos. Solo se dice de { $fewest } casos o más; no cuenta lo que siguió con otra referencia.
numbers-service = Servicio
numbers-half-ended = La mitad terminó en
numbers-half-released = La mitad se entregó en
numbers-days =
    { $days ->
        [0] el mismo día
        [one] 1 día
       *[other] { $days } días
    }
numbers-too-few = Muy pocos para decirlo

## Estadísticas

numbers-period = Del { $from } al { $to }
numbers-last-30 = Últimos 30 días
numbers-last-90 = Últimos 90 días
numbers-this-year = Este año
numbers-last-year = El año pasado
numbers-all-services = Todos los servicios
numbers-field-from = Desde
numbers-field-from-error-order = Elija un día anterior al último y posterior a 1999
numbers-field-to = Hasta
numbers-field-to-error-future = Elija hoy o un día anterior
numbers-field-service = Servicio

## Archivos

export-reference = Referencia
export-service = Servicio
export-subject = Asunto
export-state = Estado
export-due = Vence
export-owner = A cargo de
export-requester = Solicitante
export-language = Idioma
export-report-number = Número de informe
export-received = Recibido
export-ended = Terminado
export-outcome = Resultado

## El público

median-time =
    { $days ->
        [0] La mitad de las solicitudes que terminaron en los últimos { $span } días tardó menos de un día.
        [one] La mitad de las solicitudes que terminaron en los últimos { $span } días tardó 1 día o menos.
       *[other] La mitad de las solicitudes que terminaron en los últimos { $span } días tardó { $days } días o menos.
    }
median-short =
    { $days ->
        [0] Últimamente, la mitad tardó menos de un día
        [one] Últimamente, la mitad tardó 1 día o menos
       *[other] Últimamente, la mitad tardó { $days } días o menos
    }
