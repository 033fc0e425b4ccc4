//! Codes of configuration, emission and output.

super::codes! {
    /// The configuration file is not well-formed TOML, or has a key that does not exist or a value of the wrong kind.
    CONFIG_INVALID, "config-invalid", Error,
        example: "[rename]\nThread = 3",
        repair: "[rename]\n\"#/components/schemas/Thread\" = \"Conversation\"";
}
