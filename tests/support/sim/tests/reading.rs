//! serenity's models read everything that the simulator writes.

use serenity::all::{
    ChannelId, CreateAttachment, CreateMessage, CreateThread, EditThread, GetMessages, GuildId, Http,
    HttpBuilder, MessageId, Timestamp, UserId,
};

use super::super::{Fault, Simulator, World, ids};

fn with_http<T>(sim: &Simulator, work: impl AsyncFnOnce(Http) -> serenity::Result<T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let http = HttpBuilder::new(sim.token()).proxy(sim.base_url()).ratelimiter_disabled(true).build();
    runtime.block_on(work(http)).unwrap()
}

#[test]
fn serenity_reads_the_application_the_server_and_its_people() {
    let sim = Simulator::start(World::support_server());
    let guild = GuildId::new(ids::GUILD);
    with_http(&sim, async |http| {
        assert_eq!(http.get_bot_gateway().await?.shards, 1);
        let application = http.get_current_application_info().await?;
        assert_eq!(application.flags.unwrap().bits() & 1 << 19, 1 << 19, "message content is switched on");
        assert_eq!(http.get_current_user().await?.id.get(), ids::BOT);
        assert_eq!(guild.to_partial_guild(&http).await?.roles.len(), 5);
        assert_eq!(guild.channels(&http).await?.len(), 4);
        assert_eq!(guild.member(&http, ids::MODERATOR).await?.roles.len(), 1);
        assert_eq!(guild.search_members(&http, "an", None).await?.len(), 1);
        assert_eq!(UserId::new(ids::ANNA).to_user(&http).await?.name, "anna");
        Ok(())
    });
}

#[test]
fn serenity_reads_messages_threads_and_files() {
    let sim = Simulator::start(World::support_server());
    let help = ChannelId::new(ids::HELP);
    let asked = sim.post_with(ids::ANNA, ids::HELP, |draft| {
        "it fails".clone_into(&mut draft.text);
        draft.attach("message.txt", Some("text/plain; charset=utf-8"), b"not enough storage");
    });
    let thread = with_http(&sim, async |http| {
        let asked = help.message(&http, asked.id).await?;
        assert_eq!(asked.attachments[0].download().await?, b"not enough storage");
        let file = CreateAttachment::bytes(b"summary".to_vec(), "summary.txt");
        let reply = CreateMessage::new().content("here").reference_message(&asked).add_file(file);
        let sent = help.send_message(&http, reply).await?;
        assert_eq!(sent.referenced_message.unwrap().id, asked.id);
        let opening = CreateThread::new("Anna");
        let thread = help.create_thread_from_message(&http, asked.id, opening).await?;
        assert_eq!(GuildId::new(ids::GUILD).get_active_threads(&http).await?.threads.len(), 1);
        thread.id.send_message(&http, CreateMessage::new().content("inside")).await?;
        let listed = thread.id.messages(&http, GetMessages::new().limit(10)).await?;
        assert_eq!(listed.len(), 2, "the start of the thread, and the message");
        thread.id.edit_thread(&http, EditThread::new().archived(true)).await?;
        let (posts, reaction) = (ChannelId::new(ids::FORUM), serenity::all::ReactionType::from('✅'));
        help.create_reaction(&http, MessageId::new(asked.id.get()), reaction).await?;
        let post = serenity::all::CreateForumPost::new("A post", CreateMessage::new().content("text"));
        posts.create_forum_post(&http, post).await?;
        Ok(thread)
    });
    let files = sim.bot_messages(ids::HELP)[0].attachments.len();
    assert_eq!((thread.id.get(), files), (asked.id, 1));
    let made = thread.thread_metadata.unwrap().create_timestamp.unwrap();
    assert!(made.unix_timestamp() > Timestamp::from_unix_timestamp(1_700_000_000).unwrap().unix_timestamp());
    assert!(sim.channel(asked.id).unwrap().thread.unwrap().archived);
}

#[test]
fn serenitys_limiter_works_behind_tls_and_waits_as_told() {
    let sim = Simulator::start_tls(World::support_server());
    let trusted = reqwest::Certificate::from_pem(sim.ca_pem().as_bytes()).unwrap();
    let client = reqwest::Client::builder().add_root_certificate(trusted).no_proxy();
    let client = client.resolve("discord.com", sim.addr()).use_rustls_tls().build().unwrap();
    sim.fail_next("POST", "/channels/*/messages", Fault::RateLimited { after_ms: 300, global: false });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let http = HttpBuilder::new(sim.token()).client(client).build();
    let sent = CreateMessage::new().content("through the limiter");
    runtime.block_on(ChannelId::new(ids::HELP).send_message(&http, sent)).unwrap();
    let statuses = sim.requests().iter().map(|request| request.status).collect::<Vec<_>>();
    assert_eq!(statuses, [429, 200]);
}

#[test]
fn a_thread_that_a_person_opens_is_like_one_of_the_bot() {
    let sim = Simulator::start(World::support_server());
    let asked = sim.post(ids::ANNA, ids::HELP, "it fails");
    let thread = sim.open_thread(ids::BEN, asked.id, "Anna's backup");
    sim.post(ids::ANNA, thread, "inside");
    assert_eq!(sim.messages(thread).len(), 1, "Discord's own notice is not counted");
    with_http(&sim, async |http| {
        let asked = ChannelId::new(ids::HELP).message(&http, asked.id).await?;
        assert_eq!(asked.thread.unwrap().owner_id.unwrap().get(), ids::BEN);
        assert_eq!(ChannelId::new(thread).messages(&http, GetMessages::new()).await?.len(), 2);
        Ok(())
    });
}
