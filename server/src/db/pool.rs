//! Connections: many readers, and writers as each database likes them.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use diesel::Connection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use tokio::sync::Semaphore;

use super::dialect::{self, Dialect};
use super::writer::Writer;
use super::{Error, Result};

/// How long a request waits for a connection.
const WAIT: Duration = Duration::from_secs(5);

/// One connection type over both databases: PostgreSQL first, because SQLite would take any address for a file name.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Pg(diesel::PgConnection),
    /// SQLite.
    Sqlite(diesel::SqliteConnection),
}

/// A database: where reads and writes go.
pub struct Database {
    dialect: Dialect,
    readers: Pool<ConnectionManager<Conn>>,
    /// As many turns as there may be connections.
    free: Arc<Semaphore>,
    /// SQLite only: one thread owns the one writing connection.
    writer: Option<Writer>,
    /// SQLite only: the file that was opened.
    file: Option<OpenedFile>,
}

/// How busy the database is in this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Pooled connections in use.
    pub used: u32,
    /// Pooled connections that wait for work.
    pub idle: u32,
    /// Most pooled connections.
    pub limit: u32,
    /// Changes that wait for SQLite's writer.
    pub writes_waiting: usize,
}

#[derive(Debug)]
struct Prepare;

impl CustomizeConnection<Conn, diesel::r2d2::Error> for Prepare {
    fn on_acquire(&self, conn: &mut Conn) -> std::result::Result<(), diesel::r2d2::Error> {
        // A pooled PostgreSQL connection also writes; SQLite's pooled ones only read.
        dialect::prepare(conn, false).map_err(diesel::r2d2::Error::QueryError)
    }
}

impl Database {
    /// Opens the database of a `DATABASE_URL` with at most `connections` pooled connections.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached.
    pub fn open(url: &str, connections: u32) -> Result<Self> {
        let dialect = Dialect::of_url(url);
        let address = dialect::address(url);
        // The writer first: it makes the file and switches it to WAL.
        let (writer, file) = match dialect {
            Dialect::Sqlite => (Some(Writer::start(connect(url)?)), Some(OpenedFile::of(Path::new(&address))?)),
            Dialect::Postgres => (None, None),
        };
        let readers = Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            .connection_timeout(WAIT)
            .test_on_check_out(dialect == Dialect::Postgres)
            .connection_customizer(Box::new(Prepare))
            .build(ConnectionManager::<Conn>::new(address))?;
        let free = Arc::new(Semaphore::new(usize::try_from(connections).unwrap_or(Semaphore::MAX_PERMITS)));
        Ok(Self { dialect, readers, free, writer, file })
    }

    /// Which database it is.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Runs `work` on a pooled connection. Blocks: for a start, where nobody waits.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Unavailable`].
    pub fn blocking<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&mut Conn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.still_there()?;
        work(&mut *self.readers.get().map_err(Error::from)?)
    }

    /// Runs a reading use case.
    ///
    /// # Errors
    /// Whatever the use case returns, or [`Error::Unavailable`].
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.still_there()?;
        self.pooled(work).await
    }

    /// Runs a writing use case as one transaction.
    ///
    /// # Errors
    /// Whatever the use case returns, in which case nothing was changed; or [`Error::Unavailable`].
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.still_there()?;
        match &self.writer {
            Some(writer) => writer.run(work).await,
            None => self.pooled(|conn| in_transaction(conn, work)).await,
        }
    }

    /// Runs `work` on a thread that may block once a connection is free: whoever waits for one takes no thread, so that
    /// there are never more of these than connections.
    async fn pooled<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let free = Arc::clone(&self.free).acquire_owned();
        let Ok(Ok(turn)) = tokio::time::timeout(WAIT, free).await else {
            return Err(Error::Unavailable("every connection is in use".to_owned()).into());
        };
        let readers = self.readers.clone();
        let task = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work(&mut *readers.get().map_err(Error::from)?)
        });
        task.await.unwrap_or_else(|_| Err(Error::Other("a use case panicked".to_owned()).into()))
    }

    /// How busy it is in this process.
    #[must_use]
    pub fn load(&self) -> Load {
        let pool = self.readers.state();
        Load {
            used: pool.connections.saturating_sub(pool.idle_connections),
            idle: pool.idle_connections,
            limit: self.readers.max_size(),
            writes_waiting: self.writer.as_ref().map_or(0, Writer::waiting),
        }
    }

    fn still_there(&self) -> Result<()> {
        self.file.as_ref().map_or(Ok(()), OpenedFile::still_there)
    }
}

fn in_transaction<T, E: From<Error>>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let mut refused = None;
    let done = conn.transaction(|tx| {
        work(tx).map_err(|error| {
            refused = Some(error);
            diesel::result::Error::RollbackTransaction
        })
    });
    done.map_err(|error| refused.unwrap_or_else(|| Error::from(error).into()))
}

/// The file that SQLite has open. When its folder is gone, SQLite goes on writing into a file without a name, which
/// ends with the process: nobody may be told that something was kept there.
struct OpenedFile {
    path: PathBuf,
    device_and_inode: (u64, u64),
}

impl OpenedFile {
    fn of(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), device_and_inode: device_and_inode(path)? })
    }

    fn still_there(&self) -> Result<()> {
        if device_and_inode(&self.path)? == self.device_and_inode {
            Ok(())
        } else {
            Err(Error::Unavailable("another file stands where the database was: restart".to_owned()))
        }
    }
}

fn device_and_inode(path: &Path) -> Result<(u64, u64)> {
    let file = std::fs::metadata(path).map_err(|error| Error::Unavailable(format!("file: {:?}", error.kind())))?;
    Ok((file.dev(), file.ino()))
}

/// A prepared connection of its own, outside the pool, that may write.
pub(super) fn connect(url: &str) -> Result<Conn> {
    let unavailable = |error: String| Error::Unavailable(error);
    let mut conn = Conn::establish(&dialect::address(url)).map_err(|e| unavailable(e.to_string()))?;
    dialect::prepare(&mut conn, true).map_err(|e| unavailable(e.to_string()))?;
    Ok(conn)
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("dialect", &self.dialect).finish_non_exhaustive()
    }
}
