//! Codes of the naming and planning stages: collisions, renames and the lock file.

super::codes! {
    /// Two parts of the document would get the same Rust name, so the later one was qualified. The lock file keeps the
    /// choice; another one can be made under `[rename]` in `specloom.toml` or with `x-rust-name`.
    NAME_COLLISION, "name-collision", Note,
        example: "components: { schemas: { user_id: { type: string }, UserId: { type: integer } } }",
        repair: "components: { schemas: { user_id: { type: string }, UserNumber: { type: integer } } }";

    /// An entry of `[rename]` in `specloom.toml` names a place of the document where no schema, property or operation
    /// stands, so it renames nothing: the document has changed, or the pointer is misspelled.
    RENAME_UNMATCHED, "rename-unmatched", Warning,
        example: "[rename]\n\"#/components/schemas/Tread\" = \"Conversation\"",
        repair: "[rename]\n\"#/components/schemas/Thread\" = \"Conversation\"";
}
