# Lo que dice un formulario además de sus preguntas: guardado, vencido, envío, archivos, enviado.

form-sending = Enviando…
form-uploading = { $percent } % enviado
form-upload-failed = El archivo no llegó. Inténtelo de nuevo.
form-no-documents = No necesita agregar documentos
form-saved = Guardamos sus respuestas en este dispositivo
    .text = Vuelva a esta dirección dentro de 7 días para continuar. En una computadora que usan otras personas, elija mejor Salir de esta página ya.
form-document-later = Lo agregaré después

# Palabras con las que la página recuerda una vez el número de emergencia. Cuentan partes de palabras: en minúsculas, separadas por comas.
form-danger-words = ahora mismo, está aquí, están aquí, está afuera, está llegando, viene para acá, tiene una pistola, tiene un arma, tiene un cuchillo, me va a matar, nos va a matar, me quiere matar, está entrando, sangrando, no puede respirar, no puedo respirar, inconsciente, sobredosis, quitarme la vida, auxilio

# Qué pasa con un archivo.
fault-file-too-large = Este archivo es demasiado grande. Elija uno más pequeño o tráigalo al mostrador
fault-file-kind = No podemos abrir este tipo de archivo. Elija un PDF, JPEG, PNG o HEIC
fault-file-cut-off = A este archivo le falta el final. Guárdelo o cópielo otra vez y elíjalo de nuevo
fault-file-empty = Este archivo está vacío. Elíjalo de nuevo
fault-no-room = Ya no hay espacio para archivos. Quite uno primero o traiga los demás al mostrador
fault-too-many = Hay demasiados archivos. Quite uno primero o traiga los demás al mostrador
fault-declared = Marque la casilla para decir que sus respuestas son ciertas

# Revise sus respuestas
check-pin-set = Eligió un PIN
check-cost-none = Nada por ahora
    .text = Si la copia tiene un costo, le decimos cuánto antes de que pague. [Tarifas]({ $root }/fees)
check-cost-free = Gratis
    .text = La ley da esta copia sin costo. [Tarifas]({ $root }/fees)
check-due-each = { $name }: { $day }.

# Después de enviar
sent-reference = Su número de referencia
sent-keep = Guarde este enlace privado: [{ $link }]({ $path }). Quien lo tenga puede abrir su solicitud.
sent-keep-reference = Anote la referencia. Con su identificación, en el mostrador encuentran su solicitud con ella.
sent-next-title = Qué sigue
sent-next-code = Enviamos seis números a su correo electrónico. Escríbalos en la casilla de arriba, o después en la página de su solicitud, y podremos mandarle noticias.
sent-next-no-mail = No le enviamos nada. Mire la página de su solicitud o pregunte en el mostrador con su referencia.
sent-next-due = Respondemos a más tardar el { $day }.
sent-bring-title = Qué traer o agregar
sent-case = Abrir mi solicitud
sent-print = Imprimir esta página
