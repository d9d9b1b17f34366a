# Páginas para leer.

# /contact
contact-title = Contactos y horarios
    .lead = Busque el número según lo que necesita. En una emergencia, llame al 9-1-1.
contact-now = Hora local
contact-no-answer = ¿No contestan? Llame al { $phone }, de día y de noche.
contact-hours-unknown = Pregunte por el horario cuando llame.
contact-address = Dirección
contact-person = { $matter } ({ $name }, al { $date })
contact-checked = Teléfonos y horarios revisados el { $date }. ¿Hay un error? Díganos: { $phone }.
contact-website = El sitio propio del departamento
