//! The settings of an agent by their own names, and assistants as bodies that put everything back.
//!
//! On the wire a setting is a member of `configurable` called `type==agent/` and its name. Those that nobody here
//! knows are kept, and can be read and set by name.

use crate::types::{AccessMode, Assistant, AssistantConfig, AssistantConfigurable, AssistantPayload, ToolSpec};
use crate::{Nullable, runtime::Value};

/// What the names of an agent's settings begin with.
const PREFIX: &str = "type==agent/";

/// Accessors: what is read, what it is set by.
macro_rules! settings {
    ($($member:ident: $get:ident, $set:ident, $type:ty as $shown:ty $(: $how:ident $(($by:path))?)?, $what:literal;)*) => {
        impl AssistantConfig {
            $(
                #[doc = concat!("The agent's ", $what, ", if it is set.")]
                pub fn $get(&self) -> Option<$shown> {
                    self.configurable.as_ref()?.$member.as_option()$(.$how($($by)?))?
                }

                #[doc = concat!("Sets the agent's ", $what, ".")]
                #[must_use]
                pub fn $set(mut self, value: impl Into<$type>) -> Self {
                    self.agent().$member = Nullable::Value(value.into());
                    self
                }
            )*
        }
    };
}

settings! {
    type_agent_agent_type: agent_type, with_agent_type, String as &str: map(String::as_str), "kind";
    type_agent_llm_type: llm_type, with_llm_type, String as &str: map(String::as_str), "kind of language model";
    type_agent_model: model, with_model, String as &str: map(String::as_str), "model";
    type_agent_system_message: system_message, with_system_message, String as &str: map(String::as_str),
        "system message";
    type_agent_temperature: temperature, with_temperature, f64 as f64: copied, "temperature";
    type_agent_tools: tools, with_tools, Vec<ToolSpec> as &[ToolSpec]: map(Vec::as_slice), "tools";
    type_agent_interrupt_before_action: interrupt_before_action, with_interrupt_before_action, bool as bool: copied,
        "wish to be asked before it acts";
    type_agent_retrieval_description: retrieval_description, with_retrieval_description,
        String as &str: map(String::as_str), "description of its files";
    type_agent_access_mode: access_mode, with_access_mode, AccessMode as &AccessMode, "access mode";
    type_agent_public_token: public_token, with_public_token, String as &str: map(String::as_str), "public token";
}

impl AssistantConfig {
    /// A setting that has no accessor, by its name without `type==agent/`.
    pub fn setting(&self, name: &str) -> Option<&Value> {
        self.configurable.as_ref()?.extra.get(&format!("{PREFIX}{name}"))
    }

    /// Sets what has no accessor.
    #[must_use]
    pub fn with_setting(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.agent().extra.insert(format!("{PREFIX}{name}"), value.into());
        self
    }

    /// The settings, which are an agent's from now on unless they say what they are.
    fn agent(&mut self) -> &mut AssistantConfigurable {
        let settings = self.configurable.get_or_insert_default();
        settings.r#type.get_or_insert_with(|| "agent".to_owned());
        settings
    }
}

impl Assistant {
    /// The body that puts the assistant back as it is, with what nobody here knows of its settings. To be changed first.
    pub fn to_payload(&self) -> AssistantPayload {
        let mut payload = AssistantPayload::new(&*self.name, self.config.clone());
        payload.public = self.public;
        payload.metadata = self.metadata.clone().map_or(Nullable::Absent, Nullable::Value);
        payload.tags = self.tags.clone().map_or(Nullable::Absent, Nullable::Value);
        payload
    }
}
