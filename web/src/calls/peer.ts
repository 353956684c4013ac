/**
 * One other browser in a call: WebRTC's "perfect negotiation". The first of the two devices, by name, begins and makes
 * three places for sound, camera and screen; what is sent in them changes without a word between the two.
 */
import type { Description, Signal } from "./signals";
import type { Other, OtherState } from "./way";

export type Tracks = Record<Kind, MediaStreamTrack | null>;
export type Kind = (typeof KINDS)[number];
const KINDS = ["audio", "camera", "screen"] as const; // in the order of their places

const GATHER = 80; // ms, in which candidates come together into one signal
const MOST_CANDIDATES = 30;
const RETRY = 6000; // ms without a connection before the way is looked for anew
const HOPELESS = 30_000;

interface Asked {
  isFirst: boolean;
  servers: RTCIceServer[];
  tracks: Tracks;
  signal: (signal: Signal) => void;
  changed: () => void;
}

export class Peer implements Other {
  readonly sound = new MediaStream();
  readonly picture = new MediaStream();
  readonly screen = new MediaStream();
  state: OtherState = "connecting";
  private readonly connection: RTCPeerConnection;
  private readonly places: RTCRtpTransceiver[] = [];
  private tracks: Tracks;
  private candidates: RTCIceCandidateInit[] = [];
  private gathering = 0;
  private retrying = 0;
  private since = Date.now();
  private isOffering = false;
  private isIgnoring = false;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly asked: Asked) {
    this.tracks = asked.tracks;
    this.connection = new RTCPeerConnection({ iceServers: asked.servers, bundlePolicy: "max-bundle" });
    this.connection.onnegotiationneeded = () => void this.offer();
    this.connection.onicecandidate = ({ candidate }) => candidate && this.found(candidate);
    this.connection.onconnectionstatechange = () => this.look();
    if (asked.isFirst) {
      for (const kind of KINDS) this.connection.addTransceiver(kind === "audio" ? "audio" : "video");
      this.take();
    }
    this.retrying = window.setInterval(() => this.retry(), RETRY);
  }

  /** What the other has sent, in its order. */
  hear(signal: Signal): void {
    // A signal that does not fit is of a time before; what it was about is asked anew.
    this.work = this.work.then(() => this.heard(signal)).catch(() => undefined);
  }

  send(tracks: Tracks): void {
    this.tracks = tracks;
    this.places.forEach((place, at) => {
      const track = tracks[KINDS[at] as Kind];
      if (place.sender.track !== track) void place.sender.replaceTrack(track);
    });
  }

  serve(servers: RTCIceServer[]): void {
    this.connection.setConfiguration({ ...this.connection.getConfiguration(), iceServers: servers });
  }

  /** How loud the other is at this moment, from 0 to 1. */
  loudness(): number {
    const [source] = this.places[0]?.receiver.getSynchronizationSources() ?? [];
    return source?.audioLevel ?? 0;
  }

  stats(): Promise<RTCStatsReport> {
    return this.connection.getStats();
  }

  close(): void {
    clearInterval(this.retrying);
    clearTimeout(this.gathering);
    this.connection.close();
  }

  private async offer(): Promise<void> {
    try {
      this.isOffering = true;
      await this.connection.setLocalDescription();
      this.describe();
    } finally {
      this.isOffering = false;
    }
  }

  private async heard({ description, candidates = [] }: Signal): Promise<void> {
    if (description) {
      const isOffer = description.type === "offer";
      const collides = isOffer && (this.isOffering || this.connection.signalingState !== "stable");
      this.isIgnoring = this.asked.isFirst && collides;
      if (this.isIgnoring) return;
      await this.connection.setRemoteDescription(description);
      if (isOffer) {
        this.take();
        await this.connection.setLocalDescription();
        this.describe();
      }
    }
    for (const candidate of candidates) {
      try {
        await this.connection.addIceCandidate(candidate);
      } catch (error) {
        if (!this.isIgnoring) throw error;
      }
    }
  }

  private describe(): void {
    const local = this.connection.localDescription;
    if (local) this.asked.signal({ description: { type: local.type, sdp: local.sdp } as Description });
  }

  /** The three places, whoever made them: what comes in is kept, what goes out is put there. */
  private take(): void {
    if (this.places.length) return;
    this.places.push(...this.connection.getTransceivers().slice(0, KINDS.length));
    const streams = [this.sound, this.picture, this.screen];
    this.places.forEach((place, at) => {
      place.direction = "sendrecv";
      streams[at]?.addTrack(place.receiver.track);
    });
    this.send(this.tracks);
  }

  private found(candidate: RTCIceCandidate): void {
    const { candidate: line, sdpMid, usernameFragment } = candidate;
    this.candidates.push({ candidate: line, sdpMid, usernameFragment });
    if (this.candidates.length >= MOST_CANDIDATES) this.tell();
    else this.gathering ||= window.setTimeout(() => this.tell(), GATHER);
  }

  private tell(): void {
    clearTimeout(this.gathering);
    this.gathering = 0;
    const candidates = this.candidates.splice(0);
    if (candidates.length) this.asked.signal({ candidates });
  }

  private look(): void {
    const is = this.connection.connectionState;
    if (is === "connected") this.state = "connected";
    else if (this.state === "connected") {
      this.state = "connecting";
      this.since = Date.now();
    }
    if (is === "failed") this.connection.restartIce();
    this.asked.changed();
  }

  /** A signal may have been lost with a connection, or the network has changed. */
  private retry(): void {
    if (this.connection.connectionState === "connected") return;
    if (Date.now() - this.since > HOPELESS && this.state !== "lost") {
      this.state = "lost";
      this.asked.changed();
    }
    if (!this.asked.isFirst) return;
    if (this.connection.signalingState === "have-local-offer") this.describe();
    else this.connection.restartIce();
  }
}
