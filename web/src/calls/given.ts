/** The SDK asks for microphone and camera: it is given what Mine has opened, and opens none by itself. */
import {
  DefaultDeviceController,
  type MediaStreamBrokerObserver,
  NoOpMediaStreamBroker,
} from "amazon-chime-sdk-js";
import type { Tracks } from "./peer";

export class Given extends NoOpMediaStreamBroker {
  private readonly observers = new Set<MediaStreamBrokerObserver>();

  constructor(private readonly tracks: Tracks) {
    super();
  }

  /** Without a microphone it is silence: who sends no sound is sent none. */
  override async acquireAudioInputStream(): Promise<MediaStream> {
    const { audio } = this.tracks;
    return audio ? new MediaStream([audio]) : silence();
  }

  override async acquireVideoInputStream(): Promise<MediaStream> {
    const { camera } = this.tracks;
    if (!camera) throw new DOMException("", "NotFoundError");
    return new MediaStream([camera]);
  }

  // Mine mutes the track itself.
  override muteLocalAudioInputStream(): void {}
  override unmuteLocalAudioInputStream(): void {}

  override addMediaStreamBrokerObserver(observer: MediaStreamBrokerObserver): void {
    this.observers.add(observer);
  }

  override removeMediaStreamBrokerObserver(observer: MediaStreamBrokerObserver): void {
    this.observers.delete(observer);
  }

  audioChanged(): void {
    const { audio } = this.tracks;
    const stream = audio ? new MediaStream([audio]) : silence();
    for (const observer of this.observers) observer.audioInputDidChange?.(stream);
  }

  /** From one camera to another. */
  cameraChanged(): void {
    const { camera } = this.tracks;
    if (!camera) return;
    for (const observer of this.observers) observer.videoInputDidChange?.(new MediaStream([camera]));
  }
}

const silence = () => DefaultDeviceController.synthesizeAudioDevice(0);
