//! From settings to a running server, and back to a clean end.

use std::future::Future;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::{HttpServer, web};
use tokio::sync::oneshot;

use crate::app::{Actor, App, Parts};
use crate::clock::{Clock, Random};
use crate::config::profile::Profile;
use crate::config::{SettingError, Settings};
use crate::db::{self, Database, settings as stored};
use crate::documents::Documents;
use crate::domain::{Refusal, setup};
use crate::http::assets::StaticFiles;
use crate::http::metrics::metrics;
use crate::http::middleware::{
    Patience, Shield, access, address, compress, headers, kept as kept_page, language, origin, patience, problems,
    shield,
};
use crate::http::pages::kept::Kept;
use crate::http::pages::search::SiteIndex;
use crate::http::routes;
use crate::i18n::Texts;
use crate::secrets::Secrets;
use crate::{outbox, seed, telemetry};

/// Seconds that requests under way are given to end.
const GRACE_SECONDS: u64 = 20;

/// Bytes of a body that is no file.
const BODY_BYTES: usize = 256 * 1024;

/// How often the flood shield forgets clients that have been quiet.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// Name of the file that keeps a demo's key in `DATA_DIR`.
const DEMO_KEY: &str = "secret-key";

/// Why nothing started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting is missing or wrong.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// The profile cannot be used.
    #[error(transparent)]
    Profile(#[from] crate::config::profile::ProfileError),
    /// A locale file cannot be used.
    #[error(transparent)]
    Locale(#[from] crate::i18n::LocaleError),
    /// The database cannot be used.
    #[error("DATABASE_URL: {0}")]
    Database(#[from] db::Error),
    /// The database was not migrated to this version.
    #[error("DATABASE_URL: the database is not at this version: run `frontcounter migrate` first")]
    NotMigrated,
    /// A demo must not be reachable.
    #[error(
        "DATABASE_URL: the database holds demo accounts, whose passwords everybody knows: BIND and PUBLIC_URL must both be loopback"
    )]
    ExposedDemo,
    /// The machine refused a file or a port.
    #[error("{what}: {error}")]
    Machine {
        /// What was wanted.
        what: String,
        /// Why it failed.
        error: std::io::Error,
    },
}

impl StartError {
    fn machine(what: impl Into<String>, error: std::io::Error) -> Self {
        Self::Machine { what: what.into(), error }
    }
}

/// The settings of the environment, and logging as they say.
///
/// # Errors
/// The first setting that is wrong.
pub fn settings() -> Result<Settings, StartError> {
    let variable = |name: &str| std::env::var(name).ok();
    telemetry::start(variable("LOG").as_deref(), variable("LOG_FORMAT").as_deref())?;
    Ok(Settings::read(variable)?)
}

/// Everything that a command needs, on a migrated database.
///
/// # Errors
/// What is missing or wrong.
pub fn app(settings: Settings) -> Result<App, StartError> {
    let random = Random::system();
    make_data_dir(&settings)?;
    let database = Database::open(&settings.database_url, settings.connections)?;
    if !database.migrated()? {
        return Err(StartError::NotMigrated);
    }
    let demo = database.blocking(|conn| stored::get(conn, seed::DEMO))?.is_some();
    if demo && !settings.loopback() {
        return Err(StartError::ExposedDemo);
    }
    let secrets = secrets(&settings, &random)?;
    Ok(App::new(Parts {
        profile: match &settings.profile {
            None => Profile::built_in()?,
            Some(path) => Profile::read(path, Clock::System.now())?,
        },
        services: shared::service::SERVICES.to_vec(),
        texts: Texts::load()?,
        db: database,
        documents: Documents::open(&settings.storage_url, settings.clamd.clone(), secrets.clone(), random.clone())?,
        secrets,
        clock: Clock::System,
        random,
        demo,
        settings,
    }))
}

/// The store of files, for commands that need no database.
///
/// # Errors
/// What is missing or wrong.
pub fn documents(settings: &Settings) -> Result<Documents, StartError> {
    make_data_dir(settings)?;
    let random = Random::system();
    let secrets = secrets(settings, &random)?;
    Ok(Documents::open(&settings.storage_url, settings.clamd.clone(), secrets, random)?)
}

/// The keys of `SECRET_KEYS`; on this machine alone, one that is made once and kept in `DATA_DIR`.
fn secrets(settings: &Settings, random: &Random) -> Result<Secrets, StartError> {
    let wrong = |problem: String| SettingError::new("SECRET_KEYS", problem);
    if let Some(keys) = &settings.secret_keys {
        return Ok(Secrets::parse(keys).map_err(wrong)?);
    }
    if !settings.loopback() {
        return Err(
            wrong("must be set: 32 random bytes in base64, comma-separated when there are several".to_owned()).into()
        );
    }
    let file = settings.data_dir.join(DEMO_KEY);
    let failed = |error| StartError::machine(format!("DATA_DIR {}", file.display()), error);
    if !file.exists() {
        write_private(&file, &Secrets::generate(random)).map_err(failed)?;
    }
    let key = std::fs::read_to_string(&file).map_err(failed)?;
    Ok(Secrets::parse(key.trim()).map_err(wrong)?)
}

/// A file that only its owner reads. When another process was first, its file stays.
fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(mut file) => file.write_all(text.as_bytes()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Runs `work` on a runtime of its own, as commands and the server do.
///
/// # Errors
/// When the machine gives no threads.
pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(work)
}

/// `frontcounter serve`: until a signal ends it.
///
/// # Errors
/// What keeps it from starting.
pub async fn serve(app: App) -> Result<(), StartError> {
    seed_from_profile(&app).await?;
    let works = app.settings.worker;
    let application = Application::build(app.clone(), Shield::generous(), Patience::default())?;
    serve_metrics(&app)?;
    tracing::info!(server.address = %app.settings.bind, server.demo = app.demo, server.worker = works, "serving");
    let (stop, stopped) = oneshot::channel::<()>();
    let worker = works.then(|| tokio::spawn(outbox::runner::run(app, async { stopped.await.unwrap_or_default() })));
    let served = application.run().await;
    // The last requests may have enqueued something: the worker ends after them.
    drop(stop);
    if let Some(worker) = worker {
        worker.await.ok();
    }
    tracing::info!("stopped");
    served
}

/// Gives the database what it takes from the profile once.
///
/// # Errors
/// When storage fails.
pub async fn seed_from_profile(app: &App) -> Result<(), StartError> {
    app.write(&Actor::System, setup::seed_from_profile).await.map_err(storage)
}

/// `frontcounter migrate`: makes the database, or brings it to this version.
///
/// # Errors
/// When it cannot be reached, or a migration fails.
pub fn migrate(settings: &Settings) -> Result<(), StartError> {
    make_data_dir(settings)?;
    Ok(Database::migrate(&settings.database_url)?)
}

fn make_data_dir(settings: &Settings) -> Result<(), StartError> {
    std::fs::create_dir_all(&settings.data_dir)
        .map_err(|error| StartError::machine(format!("DATA_DIR {}", settings.data_dir.display()), error))
}

/// `frontcounter worker`: the outbox and the timers, until a signal ends it.
///
/// # Errors
/// When `METRICS_BIND` is taken.
pub async fn work(app: App) -> Result<(), StartError> {
    serve_metrics(&app)?;
    tracing::info!("working");
    outbox::runner::run(app, signal()).await;
    tracing::info!("stopped");
    Ok(())
}

/// Answers monitoring for as long as the process lives, if it is to.
fn serve_metrics(app: &App) -> Result<(), StartError> {
    if let Some(metrics) = Application::metrics(app)? {
        actix_web::rt::spawn(metrics.run());
    }
    Ok(())
}

async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

fn storage(refusal: Refusal) -> StartError {
    StartError::Database(match refusal {
        Refusal::Storage(error) => error,
        other => db::Error::Other(other.to_string()),
    })
}

/// A server that listens, and serves once it is run.
pub struct Application {
    server: Server,
    port: u16,
}

impl Application {
    /// Listens on `BIND`, whose port may be 0.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn build(app: App, flood: Shield, slow: Patience) -> Result<Self, StartError> {
        let bind = app.settings.bind;
        let taken = |error| StartError::machine(format!("BIND {bind}"), error);
        let listener = TcpListener::bind(bind).map_err(taken)?;
        let port = listener.local_addr().map_err(taken)?.port();
        let (app, files, flood) = (web::Data::new(app), web::Data::new(StaticFiles::load()), web::Data::new(flood));
        let index = web::Data::new(SiteIndex::build(&app.texts, &app.profile, app.clock.now()));
        let head = slow.head;
        let slow = web::Data::new(slow);
        let (kept, forgetting) = (web::Data::new(Kept::default()), flood.clone());
        let server = HttpServer::new(move || {
            actix_web::App::new()
                .app_data(app.clone())
                .app_data(files.clone())
                .app_data(flood.clone())
                .app_data(kept.clone())
                .app_data(index.clone())
                .app_data(slow.clone())
                .app_data(web::PayloadConfig::new(BODY_BYTES))
                // The last one named is the first one passed.
                .wrap(from_fn(patience))
                .wrap(from_fn(language))
                .wrap(from_fn(origin))
                .wrap(from_fn(address))
                .wrap(from_fn(kept_page))
                .wrap(from_fn(shield))
                .wrap(from_fn(problems))
                .wrap(from_fn(compress))
                .wrap(from_fn(headers))
                .wrap(from_fn(access))
                .configure(routes::configure)
        })
        .client_request_timeout(head)
        .shutdown_timeout(GRACE_SECONDS)
        .listen(listener)
        .map_err(taken)?
        .run();
        actix_web::rt::spawn(async move {
            loop {
                tokio::time::sleep(FORGET_EVERY).await;
                forgetting.forget_quiet();
            }
        });
        Ok(Self { server, port })
    }

    /// Listens on `METRICS_BIND` and answers `/metrics` alone; none when the setting is unset.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn metrics(app: &App) -> Result<Option<Self>, StartError> {
        let Some(bind) = app.settings.metrics_bind else { return Ok(None) };
        let taken = |error| StartError::machine(format!("METRICS_BIND {bind}"), error);
        let listener = TcpListener::bind(bind).map_err(taken)?;
        let port = listener.local_addr().map_err(taken)?.port();
        let app = web::Data::new(app.clone());
        let answers = move || actix_web::App::new().app_data(app.clone()).route("/metrics", web::get().to(metrics));
        let server = HttpServer::new(answers).workers(1).disable_signals().listen(listener).map_err(taken)?.run();
        Ok(Some(Self { server, port }))
    }

    /// The port that it listens on.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What stops it from outside.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until a signal or its handle stops it.
    ///
    /// # Errors
    /// When the machine fails.
    pub async fn run(self) -> Result<(), StartError> {
        self.server.await.map_err(|error| StartError::machine("the server", error))
    }
}
