# What becomes of each of many cases.

bulk-will-assign = Ahora: { $name }
bulk-assigned = Ahora con { $name }
bulk-will-close = { $state }; se cerrará. { $mail }
bulk-closed = { $state }. { $mail }
bulk-mail = Se envía un aviso por correo electrónico.
bulk-no-mail = Sin correo: a esta persona no se le debe escribir. La carta queda en la página del caso.
bulk-silent = No se envía nada.
bulk-skip-already = Queda como está.
bulk-skip-moved = Alguien lo cambió, o usted no puede verlo. Revíselo primero.
bulk-skip-state = En su estado no se puede cerrar.
bulk-skip-role = Su función no permite hacer esto.
bulk-skip-person = Esa persona no puede ver este caso.
bulk-skip-outcome = Este resultado no corresponde a su servicio.
fault-many-cases = Elija como máximo 100 a la vez
