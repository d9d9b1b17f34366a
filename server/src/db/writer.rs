//! SQLite's one writer: the use cases that wait share one commit.
//!
//! Each runs in a savepoint of its own, so that one that fails leaves no trace, and is answered only after the
//! commit that makes it durable. Under load this costs one `fsync` for many submissions.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};

use diesel::connection::SimpleConnection;

use super::{Conn, Error, Result};

/// Most use cases that share a commit: bounds how long the first one waits.
const BATCH: usize = 128;

/// A use case on its way to the writer.
trait Job: Send {
    /// Runs it; whether its changes are to be kept.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Answers the caller, after the commit succeeded or failed.
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct Task<W, T, E> {
    work: Option<W>,
    outcome: Option<std::result::Result<T, E>>,
    caller: Sender<std::result::Result<T, E>>,
}

impl<W, T, E> Job for Task<W, T, E>
where
    W: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run(&mut self, conn: &mut Conn) -> bool {
        let Some(work) = self.work.take() else { return false };
        // A panic in one use case must not end the thread that serves all.
        let outcome = catch_unwind(AssertUnwindSafe(|| work(conn)))
            .unwrap_or_else(|_| Err(Error::Other("a use case panicked".to_owned()).into()));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let answer = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) | (Err(_), Some(outcome @ Err(_))) => outcome,
            (Err(error), _) => Err(error.into()),
            (Ok(()), None) => Err(Error::Other("a use case did not run".to_owned()).into()),
        };
        // The caller may be gone: a closed browser. The change stands all the same.
        self.caller.send(answer).ok();
    }
}

/// A handle to the writing thread; dropping it ends the thread after its last commit.
pub(super) struct Writer {
    jobs: Sender<Box<dyn Job>>,
}

impl Writer {
    pub(super) fn start(conn: Conn) -> Self {
        let (jobs, waiting) = channel();
        std::thread::spawn(move || serve(conn, &waiting));
        Self { jobs }
    }

    pub(super) fn run<T, E>(&self, work: impl FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (caller, answer) = channel();
        let gone = || E::from(Error::Unavailable("the writer has stopped".to_owned()));
        self.jobs.send(Box::new(Task { work: Some(work), outcome: None, caller })).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?
    }
}

fn serve(mut conn: Conn, waiting: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = waiting.recv() {
        let mut batch = vec![first];
        batch.extend(waiting.try_iter().take(BATCH - 1));
        let committed = commit(&mut conn, &mut batch);
        for job in batch {
            job.answer(committed.as_ref().copied().map_err(again));
        }
    }
}

fn commit(conn: &mut Conn, batch: &mut [Box<dyn Job>]) -> Result<()> {
    conn.batch_execute("BEGIN IMMEDIATE")?;
    for job in batch {
        let done = conn.batch_execute("SAVEPOINT use_case").and_then(|()| {
            let end = if job.run(conn) { "RELEASE use_case" } else { "ROLLBACK TO use_case; RELEASE use_case" };
            conn.batch_execute(end)
        });
        if let Err(error) = done {
            conn.batch_execute("ROLLBACK").ok();
            return Err(error.into());
        }
    }
    conn.batch_execute("COMMIT").map_err(|error| {
        conn.batch_execute("ROLLBACK").ok();
        error.into()
    })
}

/// The same error for each caller of a batch that could not be committed.
fn again(error: &Error) -> Error {
    match error {
        Error::Unavailable(cause) => Error::Unavailable(cause.clone()),
        other => Error::Other(other.to_string()),
    }
}
