//! Why there is no connection to Discord, each in one sentence that says what to do.

use std::time::Duration;

use super::Refused;

/// Why the connection cannot be made, or has ended for good.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made ({why}); check the system's certificates and proxy settings")]
    Client {
        /// What the library says.
        why: String,
    },
    /// 401, or close code 4004.
    #[error(
        "Discord does not accept the token; make a new one in the Developer Portal > your application > Bot > Reset Token, and put it into DISCORD_TOKEN"
    )]
    WrongToken,
    /// Close code 4014.
    #[error(
        "Discord does not let the bot connect without {which} switched on; switch it on in the Developer Portal > your application > Bot > Privileged Gateway Intents > {which}, save, and start the bot again"
    )]
    MissingIntent {
        /// Its name in the Developer Portal.
        which: &'static str,
    },
    /// Close code 4013: our own fault.
    #[error("Discord does not know the intents that the bot asks for; please report this as a bug")]
    UnknownIntent,
    /// Too few shards, as far as can be told.
    #[error(
        "Discord does not keep the connection open with {shards} shards, and recommends {recommended}; leave --shards out, or set it to {recommended}"
    )]
    Sharding {
        /// As many as were asked for.
        shards: u32,
        /// As many as Discord recommends.
        recommended: u32,
    },
    /// `--shards 0`.
    #[error("a bot needs at least one shard; leave --shards out, or set it to 1 or more")]
    NoShards,
    /// The bot may not connect again today.
    #[error(
        "the bot has connected to Discord too often and may connect again in {}; wait that long, and find out why it was restarted so often",
        spell(*.wait)
    )]
    NoSessionsLeft {
        /// How long that lasts.
        wait: Duration,
    },
    /// A first request failed.
    #[error("{what} ({refused}); check the network and https://discordstatus.com, then start again")]
    Unanswered {
        /// What was asked for, as the beginning of a sentence.
        what: &'static str,
        /// What came back.
        refused: Refused,
    },
    /// `/gateway/bot` names no usable gateway.
    #[error(
        "the gateway that Discord names cannot be used: it is not a ws:// or wss:// address; check CLOUDMEDIC_DISCORD_API"
    )]
    NoGateway,
    /// The gateway's thread is gone.
    #[error("the connection to Discord has stopped ({why}); start the bot again")]
    Thread {
        /// What the system says.
        why: String,
    },
}

impl WireError {
    /// What a refused first request means.
    pub(super) fn unanswered(what: &'static str, refused: Refused) -> Self {
        if refused == Refused::NotAuthorized { Self::WrongToken } else { Self::Unanswered { what, refused } }
    }
}

/// A wait in words, rounded up to minutes.
fn spell(wait: Duration) -> String {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    match (minutes / 60, minutes % 60) {
        (0, 1) => "1 minute".to_owned(),
        (0, minutes) => format!("{minutes} minutes"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_spelled_in_hours_and_minutes() {
        for (seconds, words) in
            [(0, "1 minute"), (61, "2 minutes"), (3600, "1 h"), (12_000, "3 h 20 min"), (86_400, "24 h")]
        {
            assert_eq!(spell(Duration::from_secs(seconds)), words);
        }
    }

    #[test]
    fn a_missing_intent_says_exactly_what_to_switch_on() {
        let said = WireError::MissingIntent { which: "Message Content Intent" }.to_string();
        assert!(
            said.contains(
                "Developer Portal > your application > Bot > Privileged Gateway Intents > Message Content Intent"
            ),
            "{said}"
        );
    }

    #[test]
    fn a_401_at_the_start_is_a_wrong_token() {
        assert_eq!(WireError::unanswered("x", Refused::NotAuthorized), WireError::WrongToken);
    }
}
