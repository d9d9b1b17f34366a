//! The pages of the staff console.

mod case;
mod console;
mod credentials;
mod dialog;
mod drafts;
mod enrol;
mod fetch;
mod frame;
mod help;
mod icon;
mod idle;
mod keys;
mod link;
mod lock;
mod not_found;
mod parts;
mod prefs;
mod provider;
mod queue;
mod settings;
mod sign_in;
mod title;
mod words;

pub use case::CasePage;
pub use enrol::EnrolPage;
pub use frame::Frame;
pub use not_found::NotFoundPage;
pub use provider::ConsoleProvider;
pub use queue::QueuePage;
pub use settings::SettingsPage;
pub use sign_in::SignInPage;
pub use words::Words;
