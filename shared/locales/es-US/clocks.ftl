# Los plazos: cómo se llama cada uno y cómo se calculó.

# --- Cómo los llama el público: clock-name- y el id de la regla ---

clock-name-cpra-determination = Respuesta a su solicitud de documentos
clock-name-cpra-extension = Respuesta a su solicitud de documentos, con más tiempo
clock-name-cpra-video-initial = Decisión sobre la grabación
clock-name-cpra-video-review = Próxima revisión de si la grabación se puede entregar
clock-name-cpra-personnel = Expedientes de oficiales
clock-name-report-target = Respuesta a su solicitud de informe
clock-name-report-uncollected = Tiempo para recoger su copia
clock-name-report-fc6228-face-sheet = Primera página de su informe
clock-name-report-fc6228-face-sheet-good-cause = Primera página de su informe, con más tiempo
clock-name-report-fc6228-report = Su informe completo, fotografías y grabaciones
clock-name-report-fc6228-report-good-cause = Su informe completo, fotografías y grabaciones, con más tiempo
clock-name-property-safekeeping = Tiempo que guardamos sus cosas
clock-name-property-safekeeping-in-custody = Tiempo adicional que guardamos sus cosas mientras está bajo custodia
clock-name-property-found = Tiempo que guardamos un objeto encontrado para su dueño
clock-name-property-found-publication = Tiempo después de publicar el aviso de un objeto encontrado
clock-name-property-competing-claim = Tiempo para responder al reclamo de otra persona
clock-name-firearm-clearance = Tiempo en que su carta de autorización es válida
clock-name-firearm-unclaimed = Tiempo para recoger lo que es suyo
clock-name-claim-presentation = Tiempo para llevar su reclamo a la Secretaría Municipal
clock-name-claim-presentation-year = Tiempo para llevar su reclamo a la Secretaría Municipal
clock-name-claim-late-application = Tiempo para pedir que se acepte un reclamo tardío
clock-name-claim-insufficiency = Aviso si a su reclamo le falta algo
clock-name-claim-decision = Decisión sobre su reclamo
clock-name-vehicle-hearing-request = Tiempo para pedir una audiencia por el depósito del vehículo
clock-name-vehicle-hearing-held = Su audiencia por el depósito del vehículo
clock-name-registration-sex = Tiempo para registrarse
clock-name-registration-arson = Tiempo para registrarse
clock-name-registration-gang = Tiempo para registrarse
clock-name-subpoena-civil = Documentos para su citación judicial
clock-name-subpoena-criminal = Documentos para su citación judicial
clock-name-retention-hold = Suspensión de la destrucción de documentos

# --- Cómo los llama el personal: clock-staff- y el id de la regla ---

clock-staff-cpra-determination = Determinación
clock-staff-cpra-extension = Determinación con prórroga
clock-staff-cpra-video-initial = Grabación, primeros 45 días
clock-staff-cpra-video-review = Grabación, próxima revisión
clock-staff-cpra-personnel = Expedientes de personal
clock-staff-report-target = Meta del informe
clock-staff-report-uncollected = Copia sin recoger
clock-staff-report-fc6228-face-sheet = Carátula, Familia 6228
clock-staff-report-fc6228-face-sheet-good-cause = Carátula, Familia 6228, causa justificada
clock-staff-report-fc6228-report = Informe, Familia 6228
clock-staff-report-fc6228-report-good-cause = Informe, Familia 6228, causa justificada
clock-staff-property-safekeeping = Resguardo
clock-staff-property-safekeeping-in-custody = Resguardo, dueño bajo custodia
clock-staff-property-found = Objeto encontrado
clock-staff-property-found-publication = Objeto encontrado, tras la publicación
clock-staff-property-competing-claim = Reclamo de otra persona, respuesta
clock-staff-firearm-clearance = Carta de autorización
clock-staff-firearm-unclaimed = Sin recoger tras el aviso
clock-staff-claim-presentation = Presentación del reclamo, 6 meses
clock-staff-claim-presentation-year = Presentación del reclamo, 12 meses
clock-staff-claim-late-application = Solicitud por reclamo tardío
clock-staff-claim-insufficiency = Aviso de insuficiencia
clock-staff-claim-decision = Decisión del reclamo
clock-staff-vehicle-hearing-request = Audiencia por depósito, solicitud
clock-staff-vehicle-hearing-held = Audiencia por depósito, celebrada
clock-staff-registration-sex = Registro, 5 días hábiles
clock-staff-registration-arson = Registro, 14 días
clock-staff-registration-gang = Registro, 10 días
clock-staff-subpoena-civil = Citación civil
clock-staff-subpoena-criminal = Citación penal
clock-staff-retention-hold = Retención legal

# --- ¿Cómo se calculó? ---

clock-how = ¿Cómo se calculó?
clock-every-day = Ver cada día en texto

clock-office-records = Registros
clock-office-property = Propiedad
clock-office-city-hall = el Ayuntamiento

# Lo que le dio inicio. $when es un día, o un día y una hora.
clock-trigger-receipt = Recibimos su solicitud el { $when }.
clock-trigger-incident-known = Supimos del incidente el { $when }.
clock-trigger-last-review = La última revisión fue el { $when }.
clock-trigger-ready = Su copia estuvo lista el { $when }.
clock-trigger-receipt-given = Entregamos el recibo de los objetos el { $when }.
clock-trigger-holding-ended = El primer plazo de resguardo terminó el { $when }.
clock-trigger-intake = Recibimos el objeto el { $when }.
clock-trigger-publication = El aviso se publicó el { $when }.
clock-trigger-competing-claim = Avisamos a la otra persona del reclamo el { $when }.
clock-trigger-letter-date = La carta de autorización lleva la fecha del { $when }.
clock-trigger-available-notice = Enviamos el aviso de que se puede recoger el { $when }.
clock-trigger-accrual = La pérdida ocurrió el { $when }.
clock-trigger-presentation = La Secretaría Municipal recibió el reclamo el { $when }.
clock-trigger-storage-notice = El aviso de depósito lleva la fecha del { $when }.
clock-trigger-hearing-request = Recibimos la solicitud de audiencia el { $when }.
clock-trigger-registration-event = El hecho que dio inicio a este plazo fue el { $when }.
clock-trigger-subpoena-served = La citación se entregó el { $when }.
clock-trigger-hold-placed = La retención empezó el { $when }.

clock-start-day = { $event } Ese es el día cero.
clock-start-moment = { $event } Contamos desde ese momento.

clock-count-calendar-days =
    { $count ->
        [one] Contamos un día, aunque sea fin de semana o día festivo.
       *[other] Contamos { $count } días, también los fines de semana y los días festivos.
    }
clock-count-working-days =
    { $count ->
        [one] Contamos un día en que { $office } abre.
       *[other] Contamos { $count } días en que { $office } abre.
    }
clock-count-hours =
    { $count ->
        [one] Contamos una hora.
       *[other] Contamos { $count } horas seguidas, también las noches, los fines de semana y los días festivos.
    }
clock-count-open-hours =
    { $count ->
        [one] Contamos una hora. Un día en que { $office } no abre no cuenta, de medianoche a medianoche.
       *[other] Contamos { $count } horas. Los días en que { $office } no abre no cuentan, de medianoche a medianoche.
    }
clock-count-months =
    { $count ->
        [one] Avanzamos un mes, hasta el { $date }.
       *[other] Avanzamos { $count } meses hasta el mismo día del mes, el { $date }.
    }
clock-count-months-shortened =
    { $count ->
        [one] Avanzamos un mes. Ese mes es más corto, así que tomamos su último día, el { $date }.
       *[other] Avanzamos { $count } meses. Ese mes es más corto, así que tomamos su último día, el { $date }.
    }

clock-skip-weekends =
    { $count ->
        [one] No cuenta un fin de semana.
        [2] No cuentan dos fines de semana.
        [3] No cuentan tres fines de semana.
       *[other] No cuentan { $count } fines de semana.
    }
clock-skip-weekdays =
    { $count ->
        [one] No cuenta un día de la semana en que { $office } nunca abre.
       *[other] No cuentan { $count } días de la semana en que { $office } nunca abre.
    }
# $days: "Día de Acción de Gracias (jueves 26 de noviembre) y …"
clock-skip-dates =
    { $count ->
        [one] No cuenta un día en que { $office } no abre: { $days }.
       *[other] No cuentan { $count } días en que { $office } no abre: { $days }.
    }

# $count es 0 cuando se contaron meses.
clock-rolled =
    { $count ->
        [0] El { $date } { $office } no abre, así que el plazo sigue hasta el próximo día abierto.
       *[other] El día número { $count } es el { $date }. Ese día { $office } no abre, así que el plazo sigue hasta el próximo día abierto.
    }
clock-rolled-dates = Días festivos y cierres especiales: { $days }.

# Antes del último día de una lista.
clock-list-and = { $first } y { $last }

clock-until-day-agency = El día número { $count } es el { $date }. Tenemos hasta las { $time }.
clock-until-day-other = El día número { $count } es el { $date }. El plazo termina a las { $time }.
clock-until-agency = Tenemos hasta el { $date }, { $time }.
clock-until-other = El plazo termina el { $date }, { $time }.
clock-provisional = Conocemos los días de cierre solo hasta el { $date }. Esta fecha todavía puede cambiar.

clock-footing-law = La ley fija este plazo ({ $citation }). Regla { $rule }, versión { $version }.
clock-footing-target = Es una meta del departamento, no un plazo legal. Regla { $rule }, versión { $version }.
clock-unverified = La fiscalía municipal todavía no ha confirmado esta cita legal.

# --- Cada día en texto. $count es 0 en un día sin número. ---

clock-day-zero = { $date }: día cero
clock-day-started = { $date }: el plazo empieza, { $time }
clock-day-counted = { $date }: día { $count }
clock-day-hours = { $date }: horas contadas
clock-day-months = { $date }: fin de los meses contados
clock-day-skipped = { $date }: cerrado cada semana, no cuenta
clock-day-skipped-closed = { $date }: cerrado, no cuenta ({ $reason })
clock-day-rolled =
    { $count ->
        [0] { $date }: cerrado cada semana, el plazo sigue
       *[other] { $date }: día { $count }, pero cerrado cada semana, el plazo sigue
    }
clock-day-rolled-closed =
    { $count ->
        [0] { $date }: cerrado ({ $reason }), el plazo sigue
       *[other] { $date }: día { $count }, pero cerrado ({ $reason }), el plazo sigue
    }
clock-day-due =
    { $count ->
        [0] { $date }: el plazo termina, { $time }
       *[other] { $date }: día { $count }, el plazo termina, { $time }
    }

# --- La tira de días ---

clock-strip-label = Cómo se contaron los días
clock-cell-zero = Día 0
clock-cell-closed = Fest.
clock-cell-due = vence
clock-flag-today = Hoy
clock-flag-due = Vence
clock-legend-counted = Contado, ya pasó
clock-legend-to-count = Por contar
clock-legend-weekend = Fin de semana, no cuenta
clock-legend-holiday = Día festivo, no cuenta
clock-legend-due = Vence
clock-folded =
    { $count ->
        [one] un día más
       *[other] { $count } días más
    }

# --- Cuánto falta ---

clock-left-working-days =
    { $count ->
        [0] Vence hoy.
        [one] Queda un día hábil.
       *[other] Quedan { $count } días hábiles.
    }
clock-left-days =
    { $count ->
        [0] Vence hoy.
        [one] Queda un día.
       *[other] Quedan { $count } días.
    }
clock-left-overdue =
    { $count ->
        [one] Un día de retraso.
       *[other] { $count } días de retraso.
    }
