/** Microphone, camera, screen: asked for, and why they are not to be had. */

export type Trouble = "denied" | "missing" | "busy" | "insecure" | "unknown";

export const constraints = {
  audio: (deviceId: string | null): MediaTrackConstraints => ({
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  }),
  // Six send to each other: each picture is sent five times.
  video: (deviceId: string | null): MediaTrackConstraints => ({
    width: { ideal: 640 },
    height: { ideal: 360 },
    frameRate: { ideal: 24, max: 30 },
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  }),
};

/** One track. Rejects with what the browser says. */
export async function open(kind: "audio" | "video", deviceId: string | null): Promise<MediaStreamTrack> {
  if (!navigator.mediaDevices) throw new DOMException("", "SecurityError");
  const stream = await navigator.mediaDevices.getUserMedia({ [kind]: constraints[kind](deviceId) });
  return only(kind === "audio" ? stream.getAudioTracks() : stream.getVideoTracks());
}

export const canShareScreen = (): boolean => Boolean(navigator.mediaDevices?.getDisplayMedia);

export async function openScreen(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } } });
  const track = only(stream.getVideoTracks());
  track.contentHint = "detail"; // letters before movement
  return track;
}

export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof DOMException)) return "unknown";
  if (error.name === "NotAllowedError") return "denied";
  if (error.name === "NotFoundError" || error.name === "OverconstrainedError") return "missing";
  if (error.name === "NotReadableError" || error.name === "AbortError") return "busy";
  return error.name === "SecurityError" ? "insecure" : "unknown";
}

function only(tracks: MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (!track) throw new DOMException("", "NotFoundError");
  return track;
}

/** A meter for one's own voice: how loud it is, from 0 to 1. */
export function meter(track: MediaStreamTrack): { loudness: () => number; end: () => void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    loudness() {
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
    },
    end: () => void context.close(),
  };
}
