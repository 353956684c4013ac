/** Up to six: each browser sends to each of the others. */
import type { Mine } from "./mine";
import { Peer } from "./peer";
import { type Heard, type Signal, sendSignal } from "./signals";
import type { Way } from "./way";

interface Asked {
  call: string;
  device: string;
  mine: Mine;
  servers: RTCIceServer[];
  changed: () => void;
}

export class Mesh implements Way {
  readonly others = new Map<string, Peer>();
  readonly speakers = [];

  constructor(private readonly asked: Asked) {}

  get sounds(): Map<string, MediaStream> {
    return new Map([...this.others].map(([device, peer]) => [device, peer.sound]));
  }

  follow(devices: ReadonlySet<string>): void {
    for (const [device, peer] of this.others) {
      if (devices.has(device)) continue;
      peer.close();
      this.others.delete(device);
    }
    for (const device of devices) if (device !== this.asked.device) this.peer(device);
  }

  /** May come before the news that somebody has joined. */
  hear(heard: Heard): void {
    this.peer(heard.device).hear(heard);
  }

  /** New credentials for the same servers. */
  serve(servers: RTCIceServer[]): void {
    this.asked.servers = servers;
    for (const peer of this.others.values()) peer.serve(servers);
  }

  send({ tracks }: Mine): void {
    for (const peer of this.others.values()) peer.send(tracks);
  }

  watch(): void {} // six are always in sight

  close(): void {
    for (const peer of this.others.values()) peer.close();
    this.others.clear();
  }

  private peer(other: string): Peer {
    const known = this.others.get(other);
    if (known) return known;
    const { call, device, mine, servers, changed } = this.asked;
    const signal = (signal: Signal) => sendSignal(call, device, other, signal);
    const peer = new Peer({ isFirst: device < other, servers, tracks: mine.tracks, signal, changed });
    this.others.set(other, peer);
    return peer;
  }
}
