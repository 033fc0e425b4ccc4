//! Codes of configuration, emission and output.

super::codes! {
    /// The configuration file is not well-formed TOML, or has a key that does not exist or a value of the wrong kind.
    CONFIG_INVALID, "config-invalid", Error,
        example: "[rename]\nThread = 3",
        repair: "[rename]\n\"#/components/schemas/Thread\" = \"Conversation\"";

    /// A file or folder that `[extend]` lists cannot be read, so nothing is written: the crate would lack it.
    EXTENSION_UNREADABLE, "extension-unreadable", Error,
        example: "[extend]\nmodules = [\"ext/sesion.rs\"]",
        repair: "[extend]\nmodules = [\"ext/session.rs\"]";

    /// A file that `[extend]` lists cannot be copied into the crate: it stands outside of the folder of the configuration,
    /// its name is not that of a module, or another file has the same name.
    EXTENSION_PATH, "extension-path", Error,
        example: "[extend]\nmodules = [\"../ext/My-Session.rs\"]",
        repair: "[extend]\nmodules = [\"ext/session.rs\"]";

    /// A pattern of `include` or `exclude`, on the command line or under `[select]` in `specloom.toml`, matches no
    /// operation of the document, so it changes nothing: the document has changed, or the pattern is misspelled.
    SELECTION_UNMATCHED, "selection-unmatched", Warning,
        example: "[select]\ninclude = [\"tag:Tread\"]",
        repair: "[select]\ninclude = [\"tag:Threads\"]";

    /// After `include` and `exclude` no operation is left. Nothing is written, since an empty crate is what nobody asks
    /// for.
    NOTHING_SELECTED, "nothing-selected", Error,
        example: "[select]\nexclude = [\"/**\"]",
        repair: "[select]\nexclude = [\"/admin/**\"]";
}
