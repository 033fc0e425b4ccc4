//! What the backend keeps: rows of a few kinds in memory, and in a file where one was named.
//!
//! All changes of one [`Store::change`] reach the file together, before anybody is told that they were made.

#[cfg(feature = "sqlite")]
mod file;
mod rows;
pub(crate) mod seed;

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) use self::rows::{Assistant, Counter, FileRow, Project, State, Thread, User};
pub(crate) use self::seed::{DEMO_EMAIL, hash};

/// All rows.
pub(crate) struct Store {
    tables: Mutex<Tables>,
    #[cfg(feature = "sqlite")]
    file: Option<file::File>,
}

/// The rows of each kind, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) users: IndexMap<String, User>,
    pub(crate) projects: IndexMap<String, Project>,
    pub(crate) assistants: IndexMap<String, Assistant>,
    pub(crate) files: IndexMap<String, FileRow>,
    pub(crate) threads: IndexMap<String, Thread>,
    pub(crate) states: IndexMap<String, State>,
    pub(crate) counters: IndexMap<String, Counter>,
    changes: Vec<Change>,
}

/// A row that was written, or removed where there is no body.
#[derive(Debug)]
#[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "only a file keeps it"))]
struct Change {
    table: &'static str,
    id: String,
    body: Option<String>,
}

/// A kind of row.
pub(crate) trait Row: Serialize + DeserializeOwned + Clone {
    const TABLE: &'static str;

    fn id(&self) -> &str;

    fn rows(tables: &mut Tables) -> &mut IndexMap<String, Self>;
}

impl Tables {
    /// Writes a row in place of that of the same id.
    pub(crate) fn put<T: Row>(&mut self, row: T) {
        let id = row.id().to_owned();
        let body = serde_json::to_string(&row).unwrap_or_default();
        self.changes.push(Change { table: T::TABLE, id: id.clone(), body: Some(body) });
        T::rows(self).insert(id, row);
    }

    /// Removes a row.
    pub(crate) fn remove<T: Row>(&mut self, id: &str) -> Option<T> {
        self.changes.push(Change { table: T::TABLE, id: id.to_owned(), body: None });
        T::rows(self).shift_remove(id)
    }

    /// Removes the rows that `is_gone` finds, and gives their ids.
    pub(crate) fn remove_all<T: Row>(&mut self, is_gone: impl Fn(&T) -> bool) -> Vec<String> {
        let gone: Vec<_> = T::rows(self).values().filter(|row| is_gone(row)).map(|row| row.id().to_owned()).collect();
        for id in &gone {
            self.remove::<T>(id);
        }
        gone
    }

    /// The next number; none comes twice, not even after a restart.
    pub(crate) fn number(&mut self) -> u64 {
        let next = self.counters.values().map(|counter| counter.next).next().unwrap_or(1);
        self.put(Counter { name: "numbers".to_owned(), next: next + 1 });
        next
    }

    /// Removes a thread with what it holds.
    pub(crate) fn remove_thread(&mut self, id: &str) {
        self.remove::<Thread>(id);
        self.remove::<State>(id);
    }
}

impl Store {
    /// A store that forgets everything when it is dropped.
    pub(crate) fn in_memory() -> Self {
        Self {
            tables: Mutex::default(),
            #[cfg(feature = "sqlite")]
            file: None,
        }
    }

    /// A store that keeps everything in a file, with what is in there already.
    #[cfg(feature = "sqlite")]
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = file::File::open(path)?;
        let mut tables = Tables::default();
        for (table, id, body) in file.read()? {
            let known = tables.load(&table, &id, &body);
            known
                .ok_or_else(|| io::Error::other(format!("{} holds no row of ours at {table} {id}", path.display())))?;
        }
        Ok(Self { tables: Mutex::new(tables), file: Some(file) })
    }

    /// Says that SQLite was left out.
    #[cfg(not(feature = "sqlite"))]
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let path = path.display();
        Err(io::Error::other(format!("{path}: this build has no SQLite; build with `--features sqlite`")))
    }

    /// Reads rows.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Tables) -> T) -> T {
        read(&self.lock())
    }

    /// Changes rows; if that fails half-way, what was changed so far stays.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Tables) -> T) -> T {
        let mut tables = self.lock();
        let outcome = change(&mut tables);
        let changes = std::mem::take(&mut tables.changes);
        self.keep(&changes);
        outcome
    }

    #[cfg(feature = "sqlite")]
    fn keep(&self, changes: &[Change]) {
        if let Some(file) = &self.file {
            file.write(changes);
        }
    }

    #[cfg(not(feature = "sqlite"))]
    #[expect(clippy::unused_self, reason = "with SQLite there is a file in it")]
    fn keep(&self, _: &[Change]) {}

    fn lock(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "sqlite")]
impl Tables {
    fn load(&mut self, table: &str, id: &str, body: &str) -> Option<()> {
        match table {
            User::TABLE => self.load_row::<User>(id, body),
            Project::TABLE => self.load_row::<Project>(id, body),
            Assistant::TABLE => self.load_row::<Assistant>(id, body),
            FileRow::TABLE => self.load_row::<FileRow>(id, body),
            Thread::TABLE => self.load_row::<Thread>(id, body),
            State::TABLE => self.load_row::<State>(id, body),
            Counter::TABLE => self.load_row::<Counter>(id, body),
            _ => None,
        }
    }

    fn load_row<T: Row>(&mut self, id: &str, body: &str) -> Option<()> {
        T::rows(self).insert(id.to_owned(), serde_json::from_str(body).ok()?);
        Some(())
    }
}
