# /fees

fees-title = Tarifas
    .lead = Cuánto cuesta cada cosa, quién la paga y en qué ley se basa. Ver un registro es gratis, y también lo es buscarlo.
fees-sample = Una lista de muestra
    .text = El departamento todavía no ha adoptado estas cantidades. Pregunte en la ventanilla por la tarifa de hoy: { $phone }.
fees-caption = Tarifas, versión { $version }, desde el { $date }
fees-column-fee = Tarifa
fees-column-amount = Cantidad
fees-column-law = Ley
fees-column-payer = Quién paga
fees-amount = { $amount } por { $unit }
fees-amount-actual = Al costo real; se lo decimos antes
fees-law-unverified = { $law } (por confirmar)
fees-file = [La misma lista como archivo para hojas de cálculo (CSV)]({ $root }/fees.csv)
fees-never-title = Lo que nunca cobramos
fees-never-search = Buscar, revisar o tachar un registro público
fees-never-look = Ver un registro público en la ventanilla
fees-never-victim = La copia de un informe para una víctima de violencia doméstica, agresión sexual, acoso, trata o maltrato de personas mayores o dependientes, o para quien la representa
fees-never-prea = Una denuncia de abuso bajo custodia
fees-pay-title = Cómo pagar
fees-pay = Le decimos la cantidad antes de que pague. Por ahora se paga en efectivo, con cheque o con tarjeta en persona: { $counter }, { $hours }. Traiga su referencia.
