//! What every use case can reach, and the two ways into the database.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use shared::service::{Role, Service, Who};

use crate::clock::{Clock, Random};
use crate::config::Settings;
use crate::config::profile::Profile;
use crate::db::{self, Conn, Database};
use crate::documents::Documents;
use crate::i18n::Texts;
use crate::metrics::Metrics;
use crate::secrets::Secrets;

/// The parts of a running counter.
#[derive(Debug)]
pub struct Parts {
    /// Settings of this process.
    pub settings: Settings,
    /// The department.
    pub profile: Profile,
    /// The services on offer; tests add one of their own.
    pub services: Vec<&'static Service>,
    /// Words in every language.
    pub texts: Texts,
    /// Storage.
    pub db: Database,
    /// Files.
    pub documents: Documents,
    /// Encryption at rest.
    pub secrets: Secrets,
    /// Time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Whether the database holds demo accounts: every page then says so.
    pub demo: bool,
}

/// A handle to the running counter; cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<(Parts, Metrics)>);

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0.0
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A visitor of the public pages who holds no case.
    Visitor,
    /// The person who asked, on the case with this id.
    Requester(String),
    /// A member of staff.
    Staff(StaffActor),
    /// A timer or a command.
    System,
}

/// A member of staff who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffActor {
    /// Their id.
    pub id: String,
    /// Their name, as colleagues see it.
    pub name: String,
    /// What they may be.
    pub roles: Vec<Role>,
    /// When they last proved who they are.
    pub proved_at: DateTime<Utc>,
}

impl Actor {
    /// What the action tables call this actor. The releaser is added by the engine, which knows the case.
    #[must_use]
    pub fn who(&self) -> Vec<Who> {
        match self {
            Self::Visitor => Vec::new(),
            Self::Requester(_) => vec![Who::Requester],
            Self::System => vec![Who::System],
            Self::Staff(staff) => staff.roles.iter().copied().map(Who::Staff).collect(),
        }
    }

    /// Their code in the history.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Visitor | Self::Requester(_) => "requester",
            Self::Staff(_) => "staff",
            Self::System => "system",
        }
    }

    /// The id of the member of staff, if it is one.
    #[must_use]
    pub fn staff_id(&self) -> Option<&str> {
        match self {
            Self::Staff(staff) => Some(&staff.id),
            _ => None,
        }
    }
}

/// The circumstances of one use case: who acts, and the one moment at which all of it happens.
#[derive(Debug, Clone)]
pub struct Cx {
    /// The counter.
    pub app: App,
    /// Who acts.
    pub actor: Actor,
    /// When.
    pub now: DateTime<Utc>,
}

impl Cx {
    /// A new id.
    #[must_use]
    pub fn id(&self) -> String {
        self.app.random.id(self.now)
    }
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let metrics = Metrics::new(parts.clock.now());
        Self(Arc::new((parts, metrics)))
    }

    /// What this process measures.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.0.1
    }

    /// The circumstances of something that `actor` does now.
    #[must_use]
    pub fn cx(&self, actor: Actor) -> Cx {
        Cx { app: self.clone(), actor, now: self.clock.now() }
    }

    /// Runs a reading use case.
    ///
    /// # Errors
    /// Whatever the use case returns, or [`db::Error::Unavailable`].
    pub async fn read<T, E>(
        &self,
        actor: &Actor,
        work: impl FnOnce(&mut Conn, &Cx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<db::Error> + Send + 'static,
    {
        let cx = self.cx(actor.clone());
        patiently(self.db.read(move |conn| work(conn, &cx))).await
    }

    /// Runs a writing use case as one transaction: all of it happens, or nothing.
    ///
    /// # Errors
    /// Whatever the use case returns, in which case nothing changed; or [`db::Error::Unavailable`].
    pub async fn write<T, E>(
        &self,
        actor: &Actor,
        work: impl FnOnce(&mut Conn, &Cx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<db::Error> + Send + 'static,
    {
        let cx = self.cx(actor.clone());
        patiently(self.db.write(move |conn| work(conn, &cx))).await
    }
}

/// How long a use case may take: longer than any statement may. Only a database that is silent takes so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// The answer of a use case. One that comes too late is not waited for: a change may then stand all the same, as when
/// a connection breaks at the commit.
async fn patiently<T, E: From<db::Error>>(answer: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    let late = |_| Err(db::Error::Unavailable("no answer in time".to_owned()).into());
    tokio::time::timeout(PATIENCE, answer).await.unwrap_or_else(late)
}
