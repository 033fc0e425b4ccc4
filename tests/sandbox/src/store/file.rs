//! Rows in a file of SQLite.
//!
//! It keeps what it was told to, through a crash of this program; the order of rows is that in which they were made.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, params};

use super::Change;

/// An open file.
pub(super) struct File {
    connection: Mutex<Connection>,
}

impl File {
    /// Opens a file, or makes one.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let connection = Connection::open(path).map_err(io::Error::other)?;
        let made = connection.execute_batch(
            "PRAGMA journal_mode = WAL;
             CREATE TABLE IF NOT EXISTS rows (place INTEGER PRIMARY KEY, kind TEXT, id TEXT, body TEXT, UNIQUE (kind, id));",
        );
        made.map_err(io::Error::other)?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// All rows, as (kind, id, body).
    pub(super) fn read(&self) -> io::Result<Vec<(String, String, String)>> {
        let read = || {
            let connection = self.lock();
            let mut statement = connection.prepare("SELECT kind, id, body FROM rows ORDER BY place")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(io::Error::other)
    }

    /// Makes all changes or none.
    ///
    /// # Panics
    /// If the file cannot be written: a sandbox that forgets is of no use.
    pub(super) fn write(&self, changes: &[Change]) {
        if !changes.is_empty() {
            self.transact(changes).expect("the database can be written");
        }
    }

    fn transact(&self, changes: &[Change]) -> rusqlite::Result<()> {
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        for change in changes {
            match &change.body {
                Some(body) => transaction.execute(
                    "INSERT INTO rows (kind, id, body) VALUES (?1, ?2, ?3)
                     ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
                    params![change.table, change.id, body],
                )?,
                None => transaction
                    .execute("DELETE FROM rows WHERE kind = ?1 AND id = ?2", params![change.table, change.id])?,
            };
        }
        transaction.commit()
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
