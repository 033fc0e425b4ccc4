//! What all requests share.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::contract::Contract;
use crate::faults::Switches;
use crate::log::Log;
use crate::options::Options;
use crate::store::{Store, Tables, seed};
use crate::token::Claims;

/// A backend without its socket.
pub(crate) struct App {
    pub(crate) options: Options,
    pub(crate) contract: &'static Contract,
    pub(crate) store: Store,
    pub(crate) log: Log,
    pub(crate) faults: Switches,
    /// Tokens with a lower number have expired, whatever they say.
    oldest_token: AtomicU64,
}

impl App {
    pub(crate) fn new(options: Options) -> io::Result<Self> {
        let contract = Contract::shared()?;
        let store = options.db.as_deref().map_or_else(|| Ok(Store::in_memory()), Store::open)?;
        let faults = Switches::default();
        if let Some(file) = &options.faults {
            let rules = serde_json::from_slice(&std::fs::read(file)?)?;
            faults.set(rules).map_err(io::Error::other)?;
        }
        let app = Self { options, contract, store, log: Log::default(), faults, oldest_token: AtomicU64::new(0) };
        if app.store.read(|tables| tables.users.is_empty()) {
            let (now, options) = (app.now(), &app.options);
            app.store.change(|tables| seed::seed(tables, options.seed, options.thread_max, &now));
        }
        Ok(app)
    }

    /// The time as the answers have it.
    pub(crate) fn now(&self) -> String {
        self.options.clock.text()
    }

    /// An id that nothing has yet.
    pub(crate) fn id(&self, tables: &mut Tables) -> String {
        seed::id(self.options.seed, tables.number())
    }

    /// A token with these claims that is valid from now on.
    pub(crate) fn issue(&self, claims: Claims) -> String {
        let number = self.store.change(Tables::number);
        let iat = self.options.clock.seconds();
        let ttl = i64::try_from(self.options.token_ttl.as_secs()).unwrap_or(i64::MAX);
        Claims { number, iat, exp: iat.saturating_add(ttl), ..claims }.sign()
    }

    /// What a token says, unless it is not valid.
    pub(crate) fn read_token(&self, token: &str) -> Result<Claims, &'static str> {
        let claims = Claims::read(token, self.options.clock.seconds())?;
        if claims.number < self.oldest_token.load(Ordering::SeqCst) {
            return Err("Signature has expired");
        }
        Ok(claims)
    }

    /// Makes all tokens expire that were issued so far.
    pub(crate) fn expire_tokens(&self) {
        let number = self.store.change(Tables::number);
        self.oldest_token.store(number, Ordering::SeqCst);
    }
}
