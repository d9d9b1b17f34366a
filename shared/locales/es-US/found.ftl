# What search engines, phones and calendars read; and /closures.

found-description = { $page } · { $department }, ventanilla en línea.
found-image = Una ventanilla

footer-closures = Feriados y cierres
footer-language = Ayuda en su idioma

closures-title = Feriados y cierres
    .lead = Los días en que nuestras oficinas no abren en los próximos doce meses. Puede enviar solicitudes igual, y el 9-1-1 siempre contesta.
closures-feed = [Agregue estos días a su calendario]({ $root }/closures.ics) (un archivo .ics, al que los programas de calendario pueden suscribirse).
closures-weekly = Cerrado cada semana
closures-weekly-from = Desde el { $day }: { $weekdays }
closures-weekly-none = Ningún día de la semana
closures-all = Todas las oficinas cerradas
closures-only = Solo cierra: { $offices }
closures-together = { $names } y { $last }
closures-event = Cerrado ({ $offices }): { $reason }
closures-event-all = todas las oficinas
closures-feed-name = { $department }: cierres
