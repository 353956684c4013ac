/** What this device sends: microphone, camera, screen, each there or not, and why not. */
import { meter, open, openScreen, type Trouble, troubleOf } from "./media";
import type { Kind, Tracks } from "./peer";

/** A meeting may have as many cameras as it takes. */
export type Troubles = Partial<Record<"audio" | "screen", Trouble> & { camera: Trouble | "crowded" }>;
export type Device = "audio" | "camera";

export class Mine {
  readonly tracks: Tracks = { audio: null, camera: null, screen: null };
  readonly picture = new MediaStream();
  readonly screen = new MediaStream();
  troubles: Troubles = {};
  muted = false;
  private readonly chosen: Record<Device, string | null> = { audio: null, camera: null };
  private voice: ReturnType<typeof meter> | null = null;
  private isOver = false;

  constructor(private readonly changed: () => void) {}

  /** The microphone; without one, one listens. */
  async speak(): Promise<void> {
    const track = await this.opened("audio", () => open("audio", this.chosen.audio));
    if (!track) return;
    track.enabled = !this.muted;
    this.voice?.end();
    this.voice = meter(track);
  }

  async show(on: boolean): Promise<void> {
    if (!on) return this.put("camera", null);
    await this.opened("camera", () => open("video", this.chosen.camera));
  }

  async share(on: boolean): Promise<void> {
    if (!on) return this.put("screen", null);
    const track = await this.opened("screen", openScreen);
    // The browser has a button of its own that stops it.
    if (track) track.onended = () => this.put("screen", null);
    if (this.troubles.screen === "denied") this.troubles = { ...this.troubles, screen: undefined }; // thought better of
  }

  async choose(device: Device, id: string): Promise<void> {
    this.chosen[device] = id;
    if (device === "audio") await this.speak();
    else if (this.tracks.camera) await this.show(true);
  }

  usedBy(device: Device): string {
    return this.tracks[device]?.getSettings().deviceId ?? this.chosen[device] ?? "";
  }

  mute(on: boolean): void {
    this.muted = on;
    if (this.tracks.audio) this.tracks.audio.enabled = !on;
    this.changed();
  }

  loudness(): number {
    return this.muted ? 0 : (this.voice?.loudness() ?? 0);
  }

  end(): void {
    this.isOver = true;
    this.voice?.end();
    for (const track of Object.values(this.tracks)) track?.stop();
  }

  private async opened(kind: Kind, ask: () => Promise<MediaStreamTrack>): Promise<MediaStreamTrack | null> {
    try {
      const track = await ask();
      if (this.isOver) {
        track.stop();
        return null;
      }
      // Pulled out: the next press of the button says what is wrong, if something is.
      track.onended = () => this.put(kind, null);
      this.troubles = { ...this.troubles, [kind]: undefined };
      this.put(kind, track);
      return track;
    } catch (error) {
      this.troubles = { ...this.troubles, [kind]: troubleOf(error) };
      this.changed();
      return null;
    }
  }

  private put(kind: Kind, track: MediaStreamTrack | null): void {
    const before = this.tracks[kind];
    if (before) before.onended = null;
    before?.stop();
    this.tracks[kind] = track;
    const stream = kind === "camera" ? this.picture : kind === "screen" ? this.screen : null;
    for (const one of stream?.getTracks() ?? []) stream?.removeTrack(one);
    if (track) stream?.addTrack(track);
    this.changed();
  }
}
