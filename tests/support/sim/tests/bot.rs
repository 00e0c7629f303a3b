//! A tiny serenity bot that answers "ping", the command `/ping`, and its button.

use std::thread::JoinHandle;

use serenity::all::{
    ButtonStyle, Client, CommandInteraction, ComponentInteraction, Context, CreateActionRow, CreateButton,
    CreateCommand, CreateInteractionResponse, CreateInteractionResponseMessage, CreateMessage, Event,
    GatewayIntents, GuildId, Http, HttpBuilder, Interaction, Message, RawEventHandler,
};
use serenity::async_trait;
use tokio::sync::oneshot;

use super::super::{Simulator, ids};

struct Ping;

#[async_trait]
impl RawEventHandler for Ping {
    async fn raw_event(&self, context: Context, event: Event) {
        if let Event::Ready(_) = &event {
            let commands = vec![CreateCommand::new("ping").description("Answers")];
            GuildId::new(ids::GUILD).set_commands(&context.http, commands).await.unwrap();
        } else if let Event::MessageCreate(event) = &event
            && event.message.content == "ping"
        {
            pong(&context, &event.message).await;
        } else if let Event::InteractionCreate(event) = &event {
            if let Interaction::Command(command) = &event.interaction {
                answer(&context, command).await;
            } else if let Interaction::Component(component) = &event.interaction {
                update(&context, component).await;
            }
        }
    }
}

async fn pong(context: &Context, message: &Message) {
    let again = CreateButton::new("again").label("Again").style(ButtonStyle::Primary);
    let row = CreateActionRow::Buttons(vec![again]);
    let answer = CreateMessage::new().content("pong").components(vec![row]).reference_message(message);
    message.channel_id.send_message(&context.http, answer).await.unwrap();
}

async fn answer(context: &Context, command: &CommandInteraction) {
    let message = CreateInteractionResponseMessage::new().content("pong, to you").ephemeral(true);
    command.create_response(&context.http, CreateInteractionResponse::Message(message)).await.unwrap();
}

async fn update(context: &Context, component: &ComponentInteraction) {
    let message = CreateInteractionResponseMessage::new().content("pong again").components(Vec::new());
    component
        .create_response(&context.http, CreateInteractionResponse::UpdateMessage(message))
        .await
        .unwrap();
}

/// serenity's HTTP side, pointed at the simulator.
fn http(sim: &Simulator, token: &str) -> Http {
    HttpBuilder::new(token).proxy(sim.base_url()).ratelimiter_disabled(true).build()
}

/// The bot on a thread of its own, ended when it is dropped.
pub(super) struct Bot {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), String>>>,
}

impl Bot {
    pub(super) fn start(sim: &Simulator, intents: GatewayIntents) -> Self {
        Self::start_as(sim, &sim.token(), intents)
    }

    /// One shard of several.
    pub(super) fn start_shard(sim: &Simulator, shard: u32, of: u32) -> Self {
        Self::run(sim, &sim.token(), intents(), shard, of)
    }

    pub(super) fn start_as(sim: &Simulator, token: &str, intents: GatewayIntents) -> Self {
        Self::run(sim, token, intents, 0, 1)
    }

    fn run(sim: &Simulator, token: &str, intents: GatewayIntents, shard: u32, of: u32) -> Self {
        let http = http(sim, token);
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let client = serenity::client::ClientBuilder::new_with_http(http, intents);
                let mut client: Client = client.raw_event_handler(Ping).await.unwrap();
                tokio::select! {
                    ended = client.start_shard(shard, of) => ended.map_err(|error| format!("{error:?}")),
                    _ = stopped => Ok(()),
                }
            })
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }

    /// Waits for the bot to end by itself.
    pub(super) fn end(mut self) -> Result<(), String> {
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ended = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// What the bot needs to read.
pub(super) fn intents() -> GatewayIntents {
    GatewayIntents::GUILDS
        | GatewayIntents::GUILD_MESSAGES
        | GatewayIntents::DIRECT_MESSAGES
        | GatewayIntents::MESSAGE_CONTENT
}
