# Lo que ven los administradores: cuentas, calendarios de oficinas, correo fallido, el perfil.

sheet-admin-accounts = Cuentas
sheet-admin-calendars = Calendarios
sheet-admin-outbox = Correo fallido
sheet-admin-profile = Perfil

gate-own-administration = No puede quitarse esto a sí mismo. Otro administrador sí puede.
gate-last-administrator = Es el último administrador. Nombre antes a otra persona.

case-event-move-clock = movió un plazo porque cambió el calendario de la oficina: { $rule }, { $from } → { $to }. { $reason }

# --- Qué se hizo, y a qué ---

admin-history = Historial
admin-history-empty = Todavía no se ha cambiado nada.
admin-by-console = En el servidor
admin-done-account-add = Cuenta abierta
admin-done-account-change = Cuenta modificada
admin-done-account-reset-mfa = Segundo factor restablecido
admin-done-account-disable = Cuenta cerrada
admin-done-account-enable = Cuenta abierta de nuevo
admin-done-account-unlock = Cuenta desbloqueada
admin-done-account-end-sessions = Sesiones terminadas
admin-done-calendar-close = Cierre añadido
admin-done-calendar-open = Cierre quitado
admin-done-calendar-week = Semana modificada
admin-done-calendar-known-until = Alcance modificado
admin-done-calendar-catch-up = Plazos movidos
admin-done-job-retry = Intentado de nuevo
admin-done-job-give-up = Abandonado
admin-done-fees-adopt = Tarifas adoptadas

admin-column-when = Cuándo
admin-column-who = Quién
admin-column-what = Qué
admin-column-change = Cambio
admin-column-why = Motivo
admin-field-reason = Motivo
    .hint = Queda en el historial, para quien lo audite.

# --- Cuentas ---

admin-accounts = Todas las personas con cuenta
admin-accounts-lead = Quién puede entrar, y con qué función.
admin-tile-open = Cuentas abiertas
admin-tile-no-mfa = Sin segundo factor
admin-tile-sessions = Sesiones abiertas
admin-column-name = Nombre
admin-column-email = Correo
admin-column-roles = Funciones
admin-column-mfa = Segundo factor
admin-column-signed-in = Última entrada
admin-column-state = Estado
admin-column-sessions-count = Sesiones abiertas
admin-mfa-set-up = Configurado
admin-mfa-missing = Sin configurar
admin-never = Nunca
admin-open = Abierta
admin-closed-since = Cerrada desde { $when }
admin-locked-until = Bloqueada hasta { $when }, por intentos fallidos
admin-opened = Cuenta abierta
admin-account-about = Sobre esta cuenta
admin-field-name = Nombre
    .hint = Como lo ven sus colegas.
admin-field-title = Cargo
    .hint = Como aparece bajo las cartas. Puede quedar vacío.
admin-field-email = Correo
    .hint = La dirección con la que se entra.
admin-field-email-error-taken = Otra persona ya tiene esta dirección
admin-field-language = Idioma de la consola
admin-field-roles = Funciones
    .hint = Lo que alguien ve y puede hacer depende solo de sus funciones. Un cambio termina sus sesiones.
admin-do-add = Añadir una cuenta
    .does = La contraseña se inventa y se muestra una sola vez. Al entrar por primera vez, la persona configura un segundo factor y elige su contraseña.
admin-do-change = Cambiar
    .does = Otras funciones terminan en el acto todas las sesiones de esta persona.
admin-do-reset-mfa = Restablecer el segundo factor
    .does = Termina todas las sesiones, quita el segundo factor y los códigos de recuperación, e inventa una contraseña nueva, que se muestra una sola vez.
admin-do-disable = Cerrar la cuenta
    .does = Termina en el acto todas las sesiones. La cuenta sigue en cada historial y puede abrirse de nuevo.
admin-do-enable = Abrir la cuenta de nuevo
    .does = Con la contraseña y el segundo factor que tenía.
admin-do-unlock = Desbloquear
    .does = La persona puede intentar entrar en el acto.
admin-do-end-sessions = Terminar todas las sesiones
    .does = La persona tiene que volver a entrar en todas partes.
admin-done-add = La cuenta de { $name } está abierta. Entregue la contraseña ahora.
admin-done-change = La cuenta se modificó.
admin-done-reset-mfa = El segundo factor se restableció. Entregue la contraseña nueva ahora.
admin-done-disable = La cuenta está cerrada y sus sesiones terminaron.
admin-done-enable = La cuenta está abierta de nuevo.
admin-done-unlock = La cuenta está desbloqueada.
admin-done-end-sessions = Todas las sesiones de esta persona terminaron.
admin-password = Contraseña de un solo uso
admin-password-label = Contraseña
admin-password-text = Se muestra solo ahora y no se guarda en ningún lugar. Léala en voz alta o entréguela en mano, nunca por correo. Deja de valer cuando la persona configura su segundo factor y elige una contraseña.

# --- Calendarios ---

admin-calendars = Calendarios de las oficinas
admin-calendars-lead = Qué días cierra cada oficina. Los plazos se cuentan con estos calendarios.
admin-calendar-lead = Un cambio crea una versión nueva. Los plazos calculados antes siempre pueden comprobarse con la versión que nombran.
admin-column-office = Oficina
admin-column-weekdays = Cierra cada semana
admin-column-next-closure = Próximo cierre
admin-column-known-until = Conocido hasta
admin-column-version-count = Versión
admin-week = La semana
admin-week-planned = Desde { $date }, cierra cada semana: { $days }
admin-no-weekday = Ningún día
admin-version = versión { $version }
admin-closures = Feriados y cierres
admin-closures-all = Todos los años
admin-closures-empty = No se conoce ningún cierre.
admin-column-day = Día
admin-column-reason-en = Motivo en inglés
admin-column-reason-es = Motivo en español
admin-field-day = Día
admin-field-day-error-closed-already = La oficina ya cierra entonces
admin-field-day-error-open-already = Ese día ya no es un cierre
admin-field-day-error-date = Revise el año
admin-field-last-day = Último día
    .hint = Solo si son varios días seguidos.
admin-field-last-day-error-order = El último día es anterior al primero
admin-field-last-day-error-days = Como máximo 31 días de una vez
admin-field-reason-en = Motivo en inglés
    .hint = Lo lee el público, como “Holiday” o “Power failure”.
admin-field-reason-es = Motivo en español
    .hint = Lo mismo, para quien lee en español.
admin-field-weekdays = Cierra cada semana los
    .hint = Marque cada día en que la oficina nunca abre.
admin-field-weekdays-error-never-open = La oficina debe abrir al menos un día
admin-field-weekdays-error-same = La semana ya es así entonces
admin-field-from = Desde
    .hint = El primer día de la semana nueva.
admin-field-from-error-past = La semana puede cambiar desde hoy, no antes
admin-field-from-error-date = Revise el año
admin-field-known-until = Conocido hasta
    .hint = Los plazos que terminan después se muestran como provisionales.
admin-field-known-until-error-past = Ese día ya pasó
admin-field-known-until-error-same = El calendario ya lo dice
admin-field-known-until-error-date = Revise el año
admin-do-close = Añadir un cierre
    .does = Primero verá qué plazos movería.
admin-do-open = Abrir ese día
admin-do-open-does = La oficina abre el { $date }. Primero verá qué plazos movería.
admin-do-week = Cambiar la semana
    .does = Primero verá qué plazos movería.
admin-do-known-until = Cambiar hasta cuándo se conoce
    .does = Primero verá qué plazos movería.
admin-known-soon = Los cierres conocidos acaban pronto
admin-known-soon-text = Se conocen hasta { $date }. Los plazos que terminan después son provisionales hasta que añada los siguientes.
admin-behind = { $count ->
        [one] Un plazo sigue una versión anterior
       *[other] { $count } plazos siguen una versión anterior
    }
admin-behind-text = El plazo de una ley se mueve solo cuando alguien lo decide y dice por qué.
admin-behind-link = Plazos que siguen una versión anterior
admin-behind-title = Plazos que siguen una versión anterior
admin-change-close = Cerrado: { $days }
admin-change-open = Abierto: { $day }
admin-change-known-until = Conocido hasta { $day }
admin-preview-lead = { $office }: los plazos que se moverían.
admin-preview-done = Es una vista previa. Todavía no se ha cambiado nada.
admin-preview-back = Volver al calendario
admin-preview-targets = Metas del departamento
    .text = Siguen el calendario por sí solas.
admin-preview-statutes = Plazos de leyes
    .text = Se mueven solo donde usted marque la ley más abajo y diga por qué. Los demás quedan como están.
admin-preview-none = No se movería ninguno.
admin-preview-more = Se muestran los primeros { $shown } de { $count }.
admin-preview-decide = Decidir
admin-preview-text = Cada plazo que se mueve recibe una entrada en el historial de su caso, con el día de antes y el de después y el motivo de usted.
admin-preview-nothing = No se movería ningún plazo en curso.
admin-column-case = Caso
admin-column-rule = Plazo
admin-column-due-before = Vence ahora
admin-column-due-after = Vencería
admin-field-statutes = Leyes cuyos plazos también se mueven
    .hint = En caso de duda, pregunte al abogado de la ciudad.
admin-statute-option = { $rule } ({ $citation }): { $count ->
        [one] un plazo
       *[other] { $count } plazos
    }
admin-do-confirm = Hacer este cambio
    .does = Crea una versión nueva del calendario. Los plazos se mueven en un minuto.
admin-do-catch-up = Mover estos plazos
    .does = Las metas del departamento, y las leyes que marque. Se mueven en un minuto.
admin-done-calendar = El calendario tiene una versión nueva. Sus plazos se mueven ahora.
admin-done-catch-up = Los plazos se mueven ahora.

# --- Correo fallido y otros trabajos ---

admin-outbox-lead = Correo y temporizadores que fallaron. Aquí nada habla de un caso ni de una persona.
admin-tile-dead = Detenidos tras muchos intentos
admin-tile-retrying = Se intentarán de nuevo
admin-tile-waiting = En espera en total
admin-tile-oldest = Mayor retraso
admin-minutes = { $count ->
        [one] Un minuto
       *[other] { $count } minutos
    }
admin-outbox-causes = Por causa
    .empty = Nada ha fallado.
admin-outbox-dead = Detenidos
    .empty = Nada se ha detenido.
admin-outbox-retrying = Se intentarán de nuevo
    .empty = Nada espera otro intento.
admin-column-cause = Causa
admin-column-job = Tipo
admin-column-jobs-count = Cantidad
admin-column-oldest = El más antiguo
admin-column-attempts-count = Intentos
admin-column-made = Creado
admin-column-next-try = Próximo intento
admin-column-given-up = Detenido el
admin-column-id = Número en el registro
admin-job-waiting = Se intentará de nuevo
admin-job-leased = En curso
admin-job-dead = Detenido
admin-job-kind-mail-update = Correo: novedades de una solicitud
admin-job-kind-mail-code = Correo: código que confirma una dirección
admin-job-kind-mail-link = Correo: enlace perdido
admin-job-kind-mail-seal = Correo: sello diario
admin-job-kind-clock-ran-out = Temporizador de un plazo
admin-job-kind-move-clocks = Plazos de un calendario
admin-job-kind-sweep = Limpieza
admin-job-kind-seal = Sello diario
admin-job-kind-propose-destruction = Conservación
admin-job-kind-destroy-document = Destrucción de una identificación
admin-job-kind-delete-files = Borrado de archivos
admin-job-kind-scan-document = Búsqueda de virus
admin-cause-smtp = El servidor de correo lo rechazó
admin-cause-file = No se pudo escribir en un archivo
admin-cause-smtp-timeout = El servidor de correo no responde
admin-cause-smtp-tls = El cifrado del servidor de correo no sirve
admin-cause-smtp-connection = No se llega al servidor de correo
admin-cause-document-store = No se llega al almacén de documentos
admin-cause-virus-scanner = No se llega al buscador de virus
admin-cause-database-unavailable = No se llegó a la base de datos
admin-cause-not-found = Aquello de lo que trataba ya no existe
admin-cause-refused = El caso ya no lo permite
admin-cause-panic = Un defecto del programa
admin-cause-from = La dirección del remitente está mal: vea el perfil
admin-cause-to = No se puede escribir a la dirección del destinatario
admin-do-retry = Intentar ahora
admin-do-retry-all = Intentar todos ahora
    .does = Todo lo que falló por esta causa, 200 de cada estado a la vez.
admin-do-give-up = Abandonar
    .does = No se intenta nunca más. Si era correo, nadie lo recibe.
admin-done-retry = Se intenta de nuevo ahora.
admin-done-retry-all = { $count ->
        [one] Un trabajo se intenta de nuevo ahora.
       *[other] { $count } trabajos se intentan de nuevo ahora.
    }
admin-done-give-up = Se abandonó.

# --- El perfil ---

admin-profile-lead = Lo que dice el archivo del departamento, frente a la fecha y frente a la base de datos.
admin-stale = { $count ->
        [one] Un dato se comprobó hace más de 180 días
       *[other] { $count } datos se comprobaron hace más de 180 días
    }
admin-stale-text = Compárelos con el departamento y cambie después la fecha en el perfil.
admin-profile-stale = Datos antiguos
    .text = Datos que nadie ha comparado con el departamento desde hace 180 días.
    .empty = Todo se comprobó en los últimos 180 días.
admin-column-fact = Dato
admin-column-checked = Última comprobación
admin-column-days-count = Hace días
admin-fact-department = Nombres y dirección
admin-fact-phones = Líneas telefónicas
admin-fact-hours = Horarios de las ventanillas
admin-fact-closures = Feriados y cierres
admin-fact-fees = Tarifas
admin-fact-vendors = Servicios externos
admin-fact-links = Enlaces a otros sitios
admin-profile-fees = Tarifas
    .text = La base de datos tomó las tarifas del archivo una vez. Los cobros nombran la versión de la que salieron.
    .empty = El archivo y la base de datos tienen las mismas tarifas.
admin-profile-calendars = Calendarios
    .text = La base de datos tomó los calendarios del archivo una vez. Desde entonces se cambian en sus propias páginas.
    .empty = El archivo y la base de datos tienen los mismos calendarios.
admin-profile-periods = Plazos de conservación
    .text = La base de datos tomó el plazo de los casos cerrados del archivo una vez. Se cambia en la página de conservación.
    .empty = El archivo y la base de datos tienen los mismos plazos.
admin-column-in-file = En el archivo
admin-column-in-database = En la base de datos
admin-missing = No está
admin-days = { $count ->
        [one] Un día
       *[other] { $count } días
    }
admin-fees-version = Versión de las tarifas
admin-fees-standing = Situación
admin-fees-sample = Una muestra que nadie ha adoptado todavía
admin-fees-adopted = Adoptadas
admin-field-effective-from = En vigor desde
admin-field-effective-from-error-past = Una tarifa no puede cambiar para días que ya pasaron
admin-do-adopt-fees = Adoptar las tarifas del archivo
    .does = Crea una versión nueva que ya no es una muestra. Los cobros nuevos la usan desde su día.
admin-done-fees = Las tarifas se adoptaron.
