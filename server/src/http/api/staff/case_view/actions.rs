//! What may be done with a case now, what waits for somebody, and what the law still blocks.

use shared::form::{Answers, Control, Field};
use shared::service::{Action, Block, Effect, Facts};
use shared::staff as view;

use super::{Page, fee_name};
use crate::db::{approvals, documents, orders};
use crate::domain::cases::Offer;
use crate::domain::policy;
use crate::http::words::{file_size, slug};

impl Page<'_> {
    pub(super) fn approvals(&self, open: Vec<approvals::Approval>) -> Vec<view::Approval> {
        let told = |approval: approvals::Approval| {
            let action = self.service.action(&approval.action)?;
            let fields: Answers = serde_json::from_str(&approval.payload).unwrap_or_default();
            let own = approval.proposed_by == self.reader.id;
            let permitted = action.approval.is_some_and(|role| self.reader.roles.contains(&role));
            let why_not = match (own, permitted) {
                (true, _) => Some(self.words.get("case-approval-own")),
                (false, false) => Some(self.words.get("case-approval-role")),
                (false, true) => None,
            };
            let payload = action.fields.iter().filter_map(|field| {
                let key = format!("action-field-{}", slug(field.name));
                let value = self.words.answer(&key, field.control, fields.get(field.name)?);
                Some(view::Fact { label: self.words.get(&key), value })
            });
            Some(view::Approval {
                id: approval.id.clone(),
                label: self.words.get(&format!("action-{}", slug(action.id))),
                does: self.words.get(&format!("action-{}.does", slug(action.id))),
                proposed_by: self.name_of(Some(&approval.proposed_by)),
                at: self.moment(approval.proposed_at),
                payload: payload.collect(),
                may_decide: why_not.is_none(),
                why_not,
                needs_reauth: action.reauthenticate && !policy::proved(self.reader, self.words.now),
            })
        };
        open.into_iter().filter_map(told).collect()
    }

    pub(super) fn actions(
        &self,
        facts: &Facts<'_>,
        offers: &[Offer],
        schedule: &[orders::FeeLine],
    ) -> Vec<view::Action> {
        let mut keys: Vec<char> = "jkanmuqg".chars().collect();
        let open: Vec<&'static Action> =
            offers.iter().filter(|offer| offer.block.is_none()).map(|offer| offer.action).collect();
        let main = open
            .iter()
            .find(|action| action.to.is_some_and(|to| to != facts.state) && action.effect != Effect::AskRequester)
            .map(|action| action.id);
        open.iter()
            .map(|action| {
                let key = action.id.chars().find(|c| c.is_ascii_lowercase() && !keys.contains(c));
                keys.extend(key);
                view::Action {
                    id: action.id.to_owned(),
                    label: self.words.get(&format!("action-{}", slug(action.id))),
                    does: self.words.get(&format!("action-{}.does", slug(action.id))),
                    fields: action.fields.iter().map(|field| self.action_field(field, schedule)).collect(),
                    main: main == Some(action.id),
                    needs_reauth: action.reauthenticate && !policy::proved(self.reader, self.words.now),
                    needs_approval: action.approval.is_some(),
                    key: key.map(String::from),
                }
            })
            .collect()
    }

    fn action_field(&self, field: &Field, schedule: &[orders::FeeLine]) -> view::ActionField {
        let key = format!("action-field-{}", slug(field.name));
        let option = |value: &str, label: String, hint: Option<String>| view::ActionOption {
            value: value.to_owned(),
            label,
            hint,
        };
        let (control, options) = match (field.name, field.control) {
            ("fee_line", _) => {
                let line = |line: &orders::FeeLine| {
                    option(
                        &line.code,
                        format!(
                            "{}, {} / {}",
                            fee_name(line, self.words.lang),
                            shared::money::Cents(line.cents),
                            line.unit
                        ),
                        None,
                    )
                };
                (view::Control::Select, schedule.iter().map(line).collect())
            }
            ("quantity", _) => (view::Control::Number, Vec::new()),
            (_, Control::Document) => {
                let given = |it: &&documents::Document| it.destroyed_at.is_none() && it.quarantine.is_none();
                let files = self.documents.iter().filter(|it| it.staff_id.is_some()).filter(given);
                (
                    view::Control::Select,
                    files
                        .map(|document| {
                            option(&document.id, document.name.clone(), Some(file_size(document.size_bytes)))
                        })
                        .collect(),
                )
            }
            (_, Control::Choice(values)) => {
                let told = |value: &&str| {
                    let key = format!("{key}-{}", slug(value));
                    option(value, self.words.get(&key), self.words.find(&format!("{key}.hint")))
                };
                (view::Control::Choice, values.iter().map(told).collect())
            }
            (_, Control::Checkbox) => (view::Control::Confirm, Vec::new()),
            (_, Control::LongText { .. }) => (view::Control::Text, Vec::new()),
            (_, Control::Date) => (view::Control::Date, Vec::new()),
            _ => (view::Control::Line, Vec::new()),
        };
        let value = if field.name == "recipient" { self.case.requester_name.clone() } else { String::new() };
        view::ActionField {
            name: field.name.to_owned(),
            control,
            label: self.words.get(&key),
            hint: self.words.find(&format!("{key}.hint")),
            options,
            required: field.required,
            value,
        }
    }

    /// What the law blocks now, and what waits for another state.
    pub(super) fn blocked(&self, offers: &[Offer]) -> Vec<view::Blocked> {
        let why = |block: Block| match block {
            Block::Gate(code) => Some(self.words.get(&format!("gate-{}", slug(code)))),
            Block::State => None,
            Block::Role => None,
        };
        let told = |offer: &Offer| {
            let label = self.words.get(&format!("action-{}", slug(offer.action.id)));
            Some(view::Blocked { label, why: why(offer.block?)? })
        };
        offers.iter().filter_map(told).collect()
    }
}
