//! Invented people and incidents.

/// Given names.
pub(super) const GIVEN: &[&str] = &[
    "Dana",
    "Theo",
    "Marisol",
    "Priya",
    "Owen",
    "Lucía",
    "Hannah",
    "Diego",
    "Amara",
    "Felix",
    "Ximena",
    "Grace",
    "Mateo",
    "Noor",
    "Simone",
    "Javier",
    "Ruth",
    "Ezra",
    "Camila",
    "Walter",
    "Inés",
    "Priscilla",
    "Tomás",
    "Wren",
    "Alma",
    "Julian",
    "Rosa",
    "Malik",
];
/// Family names.
pub(super) const FAMILY: &[&str] = &[
    "Whitfield",
    "Lindqvist",
    "Cárdenas",
    "Raman",
    "Brightwater",
    "Ortega",
    "Vance",
    "Delgado",
    "Oyelaran",
    "Marsh",
    "Zamora",
    "Ellery",
    "Quintero",
    "Haddad",
    "Laurent",
    "Ibarra",
    "Calloway",
    "Feld",
    "Rosales",
    "Pike",
    "Montoya",
    "Achebe",
    "Soto",
    "Hale",
];
/// Places of the town, near which nobody lives.
pub(super) const PLACES: &[&str] = &[
    "East Walnut Street near North Lake Avenue",
    "Colorado Boulevard at Fair Oaks Avenue",
    "Parking structure on Green Street",
    "Memorial Park, by the band shell",
    "North Lake Avenue at Villa Street",
    "Del Mar Boulevard station",
    "South Arroyo Parkway at California Boulevard",
    "Victory Park, ball field 2",
    "Orange Grove Boulevard at Walnut Street",
    "Washington Boulevard near Hill Avenue",
    "Central Library, north entrance",
    "Rosemont Avenue near Seco Street",
];
/// What happened, in English and in Spanish.
pub(super) const INCIDENTS: &[(&str, &str)] = &[
    (
        "Someone broke the rear window of my parked car during the night.",
        "Alguien rompió la ventana trasera de mi auto estacionado durante la noche.",
    ),
    (
        "My bicycle was taken from the rack while I was at work.",
        "Se llevaron mi bicicleta del estacionamiento mientras yo trabajaba.",
    ),
    (
        "A delivery was taken from the porch. A neighbour has it on camera.",
        "Robaron un paquete de la entrada. Un vecino lo tiene en video.",
    ),
    (
        "Two cars touched at the light and the other driver left.",
        "Dos autos chocaron en el semáforo y el otro conductor se fue.",
    ),
    (
        "My wallet was taken in the park. I need the report for the bank.",
        "Me robaron la cartera en el parque. Necesito el informe para el banco.",
    ),
    ("The fence of our shop was painted over the weekend.", "Pintaron la cerca de nuestro negocio el fin de semana."),
];
/// Questions of staff, in both languages.
pub(super) const QUESTIONS: &[(&str, &str)] = &[
    (
        "The photo of your ID is too blurred to read. Please add a new one. Your place in line does not change.",
        "La foto de su identificación está borrosa. Agregue una nueva, por favor. No pierde su lugar en la fila.",
    ),
    (
        "We found two reports on that day and street. Was it in the morning or in the evening?",
        "Encontramos dos informes de ese día y esa calle. ¿Fue en la mañana o en la noche?",
    ),
];
/// Answers of requesters, in both languages.
pub(super) const ANSWERS: &[(&str, &str)] = &[
    ("Here is a better one. Thank you.", "Aquí está una mejor. Gracias."),
    ("It was in the evening, about seven.", "Fue en la noche, como a las siete."),
];
/// Notes among staff.
pub(super) const NOTES: &[&str] = &[
    "Report is with Detectives for review. Asked for it today.",
    "Spoke at the counter, ID matches the report.",
    "Two supplements belong to this number; release both together.",
];
