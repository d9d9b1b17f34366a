//! What a form's controls say, and what is wrong with it: the browser runs the same rules as the server.

use super::{CheckedBy, Control, FieldView, Form, Part};
use crate::form::{Answers, Fault, tidy};
use crate::service::{self, Service};

impl Form {
    /// The answers as the service reads them, those under choices that are not chosen left out.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::new();
        for field in self.open_fields() {
            add(&mut answers, field);
        }
        tidy(&answers)
    }

    /// What is wrong with the answers now: by the rules of the service whose step this is, or else
    /// that a field was left empty for which the form has a word.
    pub fn faults(&self, services: &[&'static Service]) -> Vec<Fault> {
        let answers = self.answers();
        if let Some(CheckedBy { service, step, today }) = &self.checked_by
            && let Some(service) = service::find(services, service)
            && let Some(step) = service.step(step)
        {
            // A field that is not on the page (its question was answered on another step) is the server's to check.
            let shown = self.open_fields();
            let mut faults = service.check_step(step, &answers, *today);
            faults.retain(|fault| shown.iter().any(|field| field.name == fault.field));
            return faults;
        }
        self.open_fields()
            .into_iter()
            .filter(|field| field.optional.is_none() && !field.is_answered(&answers))
            .map(|field| Fault::new(&field.name, "required"))
            .collect()
    }

    /// Writes the words of `faults` beside their fields and takes away the others. A fault that the form has no
    /// words for is left to the server.
    pub fn mark(&mut self, faults: &[Fault]) {
        let names: Vec<_> = self.open_fields().iter().map(|field| field.name.clone()).collect();
        for name in names {
            self.mark_one(&name, faults.iter().find(|fault| fault.field == name));
        }
    }

    /// The same for one field.
    pub fn mark_one(&mut self, name: &str, fault: Option<&Fault>) {
        let fault = fault.and_then(|fault| Some((fault.code.as_str(), self.message(name, &fault.code)?.clone())));
        self.for_each_field(|field| {
            if field.name == name {
                field.mark(fault.as_ref().map(|(code, words)| (*code, words.as_str())));
            }
        });
    }
}

impl FieldView {
    /// Sets or takes away what is wrong: a code with its words. A date shows it at the part that the code names.
    pub fn mark(&mut self, fault: Option<(&str, &str)>) {
        self.error = fault.map(|(_, words)| words.to_owned());
        if let Control::Date { parts } = &mut self.control {
            let unit = fault.map(|(code, _)| code).filter(|code| ["year", "month", "day"].contains(code));
            for part in parts {
                part.wrong = fault.is_some() && unit.is_none_or(|unit| part.is_unit(unit));
            }
        }
    }

    fn is_answered(&self, answers: &Answers) -> bool {
        match &self.control {
            Control::Checkboxes { choices } => choices.iter().any(|choice| choice.checked),
            // Whether files are needed is only known where they are kept.
            Control::Documents(_) => true,
            _ => answers.contains_key(&self.name),
        }
    }
}

/// A date as an answer, `YYYY-MM-DD`, from what was typed in three boxes; empty parts stay empty.
pub fn date_answer(year: &str, month: &str, day: &str) -> String {
    let two = |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_owned() };
    format!("{}-{}-{}", year.trim(), two(month.trim()), two(day.trim()))
}

/// Adds what a control says under the field's name; each box to tick has its own.
fn add(answers: &mut Answers, field: &FieldView) {
    let name = field.name.clone();
    match &field.control {
        Control::Text(text) => {
            answers.insert(name, text.value.clone());
        }
        Control::LongText { value, .. } | Control::Select { value, .. } => {
            answers.insert(name, value.clone());
        }
        Control::Date { parts } => {
            let unit = |unit: &str| {
                let part = parts.iter().find(|part| part.is_unit(unit));
                part.map(|part| part.value.as_str()).unwrap_or_default()
            };
            answers.insert(name, date_answer(unit("year"), unit("month"), unit("day")));
        }
        Control::Radios { choices } | Control::Checkboxes { choices } => {
            for choice in choices.iter().filter(|choice| choice.checked) {
                answers.insert(choice.name.clone(), choice.value.clone());
            }
        }
        Control::Documents(_) => {}
    }
}

/// The fields of `parts` that count now: those under a choice only while it is chosen.
pub(super) fn open_fields(parts: &[Part]) -> Vec<&FieldView> {
    let mut fields = Vec::new();
    for part in parts {
        let Part::Field(field) = part else { continue };
        fields.push(field);
        if let Control::Radios { choices } | Control::Checkboxes { choices } = &field.control {
            for choice in choices.iter().filter(|choice| choice.checked) {
                fields.extend(open_fields(&choice.reveals));
            }
            if choices.iter().any(|choice| choice.checked && choice.opens_followers) {
                fields.extend(open_fields(&field.followers));
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use crate::page::{Choice, DatePart, FormTexts, TextBox};
    use crate::service::SERVICES;

    use super::*;

    fn text(name: &str, value: &str) -> Part {
        let control = Control::Text(TextBox { value: value.to_owned(), ..TextBox::default() });
        Part::Field(FieldView { name: name.to_owned(), control, ..FieldView::default() })
    }

    fn date(year: &str, month: &str, day: &str) -> Part {
        let part = |unit: &str, value: &str| DatePart {
            name: format!("incident_date_{unit}"),
            value: value.to_owned(),
            ..DatePart::default()
        };
        let parts = [part("month", month), part("day", day), part("year", year)];
        Part::Field(FieldView {
            name: "incident_date".to_owned(),
            control: Control::Date { parts },
            ..FieldView::default()
        })
    }

    /// The step "report" of a police report, without its number: with date and place.
    fn report_step(date: Part, place: &str) -> Form {
        let choice = |value: &str, checked, reveals| Choice {
            name: "have_number".to_owned(),
            value: value.to_owned(),
            checked,
            reveals,
            ..Choice::default()
        };
        let choices = vec![
            choice("yes", false, vec![text("report_number", "left over")]),
            choice("no", true, vec![date, text("place", place)]),
        ];
        let messages = ["required", "year", "future"].map(|code| (code.to_owned(), format!("words for {code}")));
        Form {
            parts: vec![Part::Field(FieldView {
                name: "have_number".to_owned(),
                control: Control::Radios { choices },
                ..FieldView::default()
            })],
            checked_by: Some(CheckedBy {
                service: "police_report".to_owned(),
                step: "report".to_owned(),
                today: "2026-11-24".parse().expect("a date"),
            }),
            messages: messages.into(),
            texts: FormTexts::default(),
            ..Form::default()
        }
    }

    #[test]
    fn answers_under_a_choice_that_is_not_chosen_do_not_count() {
        let form = report_step(date("2026", "11", "3"), "Colorado Boulevard");
        let answers = form.answers();
        assert_eq!(answers.get("incident_date").map(String::as_str), Some("2026-11-03"));
        assert_eq!(answers.get("have_number").map(String::as_str), Some("no"));
        assert!(!answers.contains_key("report_number"));
        assert_eq!(form.faults(SERVICES), []);
    }

    #[test]
    fn the_rules_of_the_service_find_what_is_wrong_and_the_form_says_it() {
        let mut form = report_step(date("", "11", "3"), "");
        let faults = form.faults(SERVICES);
        assert!(faults.contains(&Fault::new("incident_date", "year")), "{faults:?}");
        form.mark(&faults);
        let expected = [("incident_date_year", "words for year"), ("place", "words for required")];
        assert_eq!(form.errors(), expected.map(|(id, words)| (id.to_owned(), words.to_owned())));
        form.mark_one("place", None);
        assert_eq!(form.errors().len(), 1);
    }

    #[test]
    fn a_date_to_come_is_wrong_as_a_whole() {
        let mut form = report_step(date("2030", "1", "1"), "Colorado Boulevard");
        let faults = form.faults(SERVICES);
        assert_eq!(faults, [Fault::new("incident_date", "future")]);
        form.mark(&faults);
        let fields = form.open_fields();
        let date = fields.iter().find(|field| field.name == "incident_date").expect("the date");
        assert!(matches!(&date.control, Control::Date { parts } if parts.iter().all(|part| part.wrong)));
    }

    #[test]
    fn without_a_service_only_what_is_empty_is_wrong() {
        let form = Form { parts: vec![text("reference", " "), text("email", "x")], ..Form::default() };
        assert_eq!(form.faults(SERVICES), [Fault::new("reference", "required")]);
    }
}
