/**
 * More than six: Amazon Chime SDK mixes the sound and passes pictures on. Fetched with its library when a call becomes
 * a meeting. The parts are put together here and not by its DefaultMeetingSession, which reports each meeting's events
 * to AWS and makes a worker from a blob:, which our pages may not.
 */
import {
  type AudioVideoObserver,
  ContentShareMediaStreamBroker,
  DefaultActiveSpeakerPolicy,
  DefaultAudioVideoController,
  DefaultContentShareController,
  DefaultReconnectController,
  DefaultWebSocketAdapter,
  FullJitterBackoff,
  type MediaStreamBroker,
  MeetingSessionConfiguration,
  type MeetingSessionStatus,
  MeetingSessionStatusCode,
  NoOpLogger,
  VideoPreference,
  VideoPreferences,
  VideoPriorityBasedPolicy,
  type VideoTileState,
} from "amazon-chime-sdk-js";
import type { Schemas } from "~/core/api/client";
import { Given } from "./given";
import type { Mine } from "./mine";
import type { Tracks } from "./peer";
import type { Other, OtherState, Way } from "./way";

const CONTENT = "#content"; // what the SDK appends to the id of an attendee for the screen that they share
const SILENT = 0.2; // below it a voice is none; DefaultActiveSpeakerPolicy has the same
const log = new NoOpLogger();

interface Asked {
  device: string;
  mine: Mine;
  changed: () => void;
  /** The meeting has let us go, and it was not we who left; or it never took us. */
  lost: (wasIn: boolean) => void;
  /** There are as many cameras as a meeting takes. */
  crowded: () => void;
}

class Attendee implements Other {
  picture = new MediaStream();
  screen = new MediaStream();
  state: OtherState = "connecting";
  id = "";
  volume = 0;
  loudness = () => (this.volume > SILENT ? this.volume : 0);
}

export class Meeting implements Way, AudioVideoObserver {
  readonly others = new Map<string, Attendee>();
  readonly sounds = new Map<string, MediaStream>();
  speakers: string[] = [];
  private readonly given: Given;
  private readonly session: DefaultAudioVideoController;
  private readonly content: DefaultContentShareController;
  private readonly pictures = new VideoPriorityBasedPolicy(log);
  private readonly devices = new Map<string, string>(); // of attendees, by their ids
  private readonly tiles = new Map<
    number,
    { device: string; is: "picture" | "screen"; stream: MediaStream }
  >();
  private sent: Tracks;
  private watched: readonly string[] | null = null;
  private isStarted = false;
  private isClosed = false;

  constructor(
    joined: Schemas["Meeting"],
    private readonly asked: Asked,
  ) {
    const { mine } = asked;
    this.given = new Given(mine.tracks);
    this.sent = { audio: mine.tracks.audio, camera: null, screen: null };
    const configuration = new MeetingSessionConfiguration(joined.meeting, joined.attendee);
    configuration.videoDownlinkBandwidthPolicy = this.pictures;
    this.session = controller(configuration, this.given);
    const broker = new ContentShareMediaStreamBroker(log);
    const forScreen = DefaultContentShareController.createContentShareMeetingSessionConfigure(configuration);
    this.content = new DefaultContentShareController(broker, controller(forScreen, broker), this.session);
    this.session.addObserver(this);
    this.content.addContentShareObserver({ contentShareDidStop: () => this.screenStopped() });
    const { realtimeController, activeSpeakerDetector } = this.session;
    realtimeController.realtimeSubscribeToAttendeeIdPresence((id, isHere, external) =>
      this.came(id, isHere, external),
    );
    activeSpeakerDetector.subscribe(new DefaultActiveSpeakerPolicy(), this.spoke);
    this.hear();
    this.send(mine);
    this.session.start();
  }

  follow(): void {} // who is there, the meeting tells, often before our server

  send({ tracks, muted }: Mine): void {
    const { realtimeController, videoTileController } = this.session;
    if (muted) realtimeController.realtimeMuteLocalAudio();
    else realtimeController.realtimeUnmuteLocalAudio();
    if (!this.isStarted) return; // all the rest is sent once it has
    const before = this.sent;
    this.sent = { ...tracks };
    if (tracks.audio !== before.audio) this.given.audioChanged();
    if (tracks.camera !== before.camera) {
      if (!tracks.camera) videoTileController.stopLocalVideoTile();
      else if (before.camera) this.given.cameraChanged();
      else videoTileController.startLocalVideoTile();
    }
    if (tracks.screen !== before.screen) {
      if (before.screen) this.content.stopContentShare();
      // A copy, for the SDK stops what it sent.
      if (tracks.screen) void this.content.startContentShare(new MediaStream([tracks.screen.clone()]));
    }
  }

  watch(devices: readonly string[]): void {
    this.watched = devices;
    this.choose();
  }

  close(): void {
    this.isClosed = true;
    this.session.activeSpeakerDetector.unsubscribe(this.spoke); // it has a timer
    if (this.sent.screen) this.content.stopContentShare();
    this.session.stop();
  }

  // What the SDK tells

  audioVideoDidStart(): void {
    this.isStarted = true;
    this.send(this.asked.mine);
    this.put("connected");
  }

  audioVideoDidStartConnecting(): void {
    this.put("connecting");
  }

  audioVideoDidStop(status: MeetingSessionStatus): void {
    this.session.activeSpeakerDetector.unsubscribe(this.spoke);
    void this.session.destroy();
    if (!this.isClosed && status.statusCode() !== MeetingSessionStatusCode.Left)
      this.asked.lost(this.isStarted);
  }

  videoTileDidUpdate(tile: VideoTileState): void {
    const { tileId, boundExternalUserId, boundVideoStream, isContent, localTile } = tile;
    const device = deviceOf(boundExternalUserId);
    if (localTile || !device || device === this.asked.device || tileId === null) return;
    const is = isContent ? "screen" : "picture";
    const stream = boundVideoStream ?? new MediaStream();
    this.tiles.set(tileId, { device, is, stream });
    this.other(device)[is] = stream;
    this.asked.changed();
  }

  videoTileWasRemoved(id: number): void {
    const tile = this.tiles.get(id);
    this.tiles.delete(id);
    const other = tile && this.others.get(tile.device);
    if (!other || other[tile.is] !== tile.stream) return; // another has come in its place
    other[tile.is] = new MediaStream();
    this.asked.changed();
  }

  videoSendDidBecomeUnavailable(): void {
    this.asked.crowded();
  }

  private came(id: string, isHere: boolean, external?: string): void {
    const device = deviceOf(external);
    if (!device || device === this.asked.device || id.includes(CONTENT)) return;
    if (isHere && !this.devices.has(id)) {
      this.devices.set(id, device);
      this.session.realtimeController.realtimeSubscribeToVolumeIndicator(id, (_, volume) => {
        if (volume !== null) this.other(device).volume = volume;
      });
    }
    const other = this.other(device);
    if (!isHere && other.id !== id) return; // an earlier one of theirs
    if (isHere && other.id === id && other.state === "connected") return; // told again
    other.id = isHere ? id : "";
    other.state = isHere ? "connected" : "connecting";
    this.choose();
    this.asked.changed();
  }

  /** The sound may come before the meeting has started, after it, and once more: the SDK tells it to its elements alone. */
  private hear(): void {
    const { audioMixController } = this.session;
    const bind = audioMixController.bindAudioStream.bind(audioMixController);
    audioMixController.bindAudioStream = async (sound) => {
      if (sound) this.sounds.set("meeting", sound);
      this.asked.changed();
      await bind(sound);
    };
  }

  /** Not by us: a meeting takes two screens at most. */
  private screenStopped(): void {
    const { mine } = this.asked;
    if (!this.isClosed && mine.tracks.screen && mine.tracks.screen === this.sent.screen)
      void mine.share(false);
  }

  private readonly spoke = (ids: string[]): void => {
    this.speakers = ids.flatMap((id) => this.devices.get(id) ?? []);
    this.asked.changed();
  };

  private put(state: OtherState): void {
    for (const other of this.others.values()) if (other.id) other.state = state;
    this.asked.changed();
  }

  private other(device: string): Attendee {
    const known = this.others.get(device) ?? new Attendee();
    this.others.set(device, known);
    return known;
  }

  /** All screens, and the pictures that are looked at. */
  private choose(): void {
    if (!this.watched) return;
    const chosen = VideoPreferences.prepare();
    for (const [device, { id }] of this.others) {
      if (!id) continue;
      chosen.add(new VideoPreference(id + CONTENT, 1));
      if (this.watched.includes(device)) chosen.add(new VideoPreference(id, 2));
    }
    this.pictures.chooseRemoteVideoSources(chosen.build());
  }
}

/** Our server names each attendee "<of the person>#<device>"; chalicelib/calls/chime.py. */
const deviceOf = (external: string | null | undefined) => external?.split("#")[1];

function controller(configuration: MeetingSessionConfiguration, broker: MediaStreamBroker) {
  const { reconnectTimeoutMs, reconnectFixedWaitMs, reconnectShortBackOffMs, reconnectLongBackOffMs } =
    configuration;
  const waits = new FullJitterBackoff(reconnectFixedWaitMs, reconnectShortBackOffMs, reconnectLongBackOffMs);
  const again = new DefaultReconnectController(reconnectTimeoutMs, waits);
  return new DefaultAudioVideoController(configuration, log, new DefaultWebSocketAdapter(log), broker, again);
}
