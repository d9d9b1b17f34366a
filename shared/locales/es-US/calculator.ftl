# La calculadora de plazos de la consola.

sheet-deadlines = Plazos

calculator-lead = Calcula un plazo como lo hace el mostrador y muestra cada día del camino. No se guarda nada: comparta la dirección o imprima la página.
calculator-field-rule = Plazo
calculator-field-day = Empieza el
calculator-field-time = A las
    .hint = Hora local, como 14:30. Importa en los plazos de horas.
calculator-field-time-error-time = Escriba una hora, como 14:30
calculator-field-time-error-skipped = Esa hora no existe ese día: los relojes se adelantan
calculator-field-calendar = Calendario de la oficina
    .hint = Vacío para la oficina de la regla.
calculator-due = Vence
calculator-how = Cómo se calcula
calculator-other-language = Lo mismo en inglés
calculator-trigger = Empieza
calculator-rule = Regla
calculator-source = Fuente
calculator-calendar = Calendario
calculator-version = { $name }, versión { $version }
calculator-days = Cada día
calculator-days-text = { $rule }: cada día y qué pasó con él.
calculator-date = Fecha
calculator-count = Día número
calculator-what = En palabras
calculator-unverified = La cita no está confirmada
    .text = Un abogado de la ciudad todavía debe confirmar la ley de esta regla. El cálculo es el mismo.
calculator-provisional = Provisional
    .text = Los cierres de esta oficina no se conocen hasta tan lejos. Uno que se añada después puede mover este plazo.
calculator-no-clock = Esta regla no tiene plazo
    .text = Vale hasta que alguien la levante.
