//! How a server is installed and started: `tests/servers/NAME/server.toml`, and the files beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What `server.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipe {
    /// Packages whose versions are shown.
    pub(super) shown: Vec<String>,
    /// The program, of the environment, and its arguments; `{port}` stands for the port.
    pub(super) command: Vec<String>,
    /// A path that answers once the server is up.
    pub(super) ready: String,
    /// The path of the document.
    pub(super) document: String,
    /// The features that the emitted crate is compiled with.
    pub(super) features: Vec<String>,
    /// Variables of the environment; `{port}` stands for the port.
    #[serde(default)]
    pub(super) environment: BTreeMap<String, String>,
}

/// A server's folder below `tests/servers`, and the one it works in.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) name: String,
    /// What is committed.
    pub(super) sources: PathBuf,
    /// What is made of it.
    pub(super) made: PathBuf,
}

impl Place {
    /// All servers, sorted by name.
    pub(super) fn all(root: &Path) -> Vec<Self> {
        let folders = std::fs::read_dir(root.join("tests/servers")).into_iter().flatten().flatten();
        let present = folders.filter(|folder| folder.path().join("server.toml").exists());
        let mut names: Vec<_> = present.map(|folder| folder.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names.into_iter().map(|name| Self::new(root, name)).collect()
    }

    fn new(root: &Path, name: String) -> Self {
        let (sources, made) = (root.join("tests/servers").join(&name), root.join("target/servers").join(&name));
        Self { name, sources, made }
    }

    /// Its recipe.
    pub(super) fn recipe(&self) -> Result<Recipe, String> {
        let path = self.sources.join("server.toml");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The versions that the requirements pin, of the packages that are shown.
    pub(super) fn versions(&self, recipe: &Recipe) -> String {
        let pinned = std::fs::read_to_string(self.sources.join("requirements.txt")).unwrap_or_default();
        let version = |package: &String| {
            let line = pinned.lines().find_map(|line| line.strip_prefix(package.as_str())?.strip_prefix("=="));
            format!("{package} {}", line.unwrap_or("of any version"))
        };
        recipe.shown.iter().map(version).collect::<Vec<_>>().join(", ")
    }
}
