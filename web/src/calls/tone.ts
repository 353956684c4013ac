/** A quiet ring: two soft notes, and a pause. The result ends it. */
const LOUD = 0.06;
const EVERY = 3000; // ms

export function ring(): () => void {
  let context: AudioContext;
  try {
    context = new AudioContext();
  } catch {
    return () => {}; // no sound here; what is seen stands for itself
  }
  const play = () => {
    if (context.state !== "running") return; // browsers let a page sound once somebody has touched it
    note(context, 660, 0);
    note(context, 880, 0.35);
  };
  play();
  const timer = setInterval(play, EVERY);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

function note(context: AudioContext, pitch: number, after: number): void {
  const start = context.currentTime + after;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUD, start + 0.05);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + 1);
}
