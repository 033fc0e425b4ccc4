//! A server that the document describes: a template of a URL, filled in with the values of its variables.

use super::client::{ClientBuilder, parse_base};
use super::error::Error;

/// A variable: its name, its default, and the values it may have where they are listed.
pub type ServerVariable = (&'static str, &'static str, &'static [&'static str]);

/// A server, for [`ClientBuilder::server`]. Variables have their defaults until they are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    template: &'static str,
    variables: &'static [ServerVariable],
    values: Vec<(&'static str, String)>,
}

impl Server {
    /// A server of a template, `https://{region}.example.com`, and its variables.
    pub const fn new(template: &'static str, variables: &'static [ServerVariable]) -> Self {
        Self { template, variables, values: Vec::new() }
    }

    /// Sets a variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.retain(|(set, _)| *set != name);
        self.values.push((name, value.into()));
        self
    }

    /// The URL, which may be relative.
    ///
    /// # Errors
    /// A variable was set that this server does not have, or to a value that is not among those listed.
    pub fn url(&self) -> Result<String, Error> {
        self.values.iter().try_for_each(|(name, value)| self.check(name, value))?;
        let (mut url, mut rest) = (String::new(), self.template);
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            url.push_str(before);
            url.push_str(self.value(name));
            rest = after;
        }
        Ok(url + rest)
    }

    fn check(&self, name: &str, value: &str) -> Result<(), Error> {
        match self.variables.iter().find(|variable| variable.0 == name) {
            None => Err(Error::invalid(format!("the server `{}` has no variable `{name}`", self.template))),
            Some((.., listed)) if !listed.is_empty() && !listed.contains(&value) => {
                let listed = listed.join("`, `");
                Err(Error::invalid(format!("`{name}` of the server is one of `{listed}`, not `{value}`")))
            }
            Some(_) => Ok(()),
        }
    }

    fn value(&self, name: &str) -> &str {
        let set = self.values.iter().find(|(set, _)| *set == name).map(|(_, value)| value.as_str());
        let default = || self.variables.iter().find(|variable| variable.0 == name).map(|variable| variable.1);
        set.or_else(default).unwrap_or_default()
    }
}

impl ClientBuilder {
    /// One of the servers that the document describes, in place of [`ClientBuilder::base_url`]. Where its URL is relative,
    /// it leads on from the base URL that was given before: that of the document.
    pub fn server(mut self, server: &Server) -> Result<Self, Error> {
        let url = server.url()?;
        let base = match &self.settings.base {
            _ if url.contains("://") => parse_base(&url)?,
            Some(base) => parse_base(base.join(&url).map_err(|error| Error::invalid(error.to_string()))?.as_str())?,
            None => return Err(Error::invalid(format!("the server `{url}` is relative: give `base_url` before it"))),
        };
        self.settings.base = Some(base);
        Ok(self)
    }
}
