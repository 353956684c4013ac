/** Signals of WebRTC, over the WebSocket: from this device to another in the call. */
import { live } from "~/core/live";

export interface Description {
  type: "offer" | "answer" | "pranswer" | "rollback";
  sdp: string;
}

export interface Signal {
  description?: Description | null;
  candidates?: RTCIceCandidateInit[];
}

export interface Heard extends Signal {
  call: string;
  device: string;
  to: string;
}

export function sendSignal(call: string, device: string, to: string, signal: Signal): void {
  live.send({ type: "call.signal", call, device, to, ...signal });
}

/** Signals to this device in this call; the result ends it. */
export function onSignal(device: string, hear: (heard: Heard) => void): () => void {
  return live.on("call.signal", (frame) => {
    const heard = frame as unknown as Heard;
    if (heard.to === device) hear(heard);
  });
}
