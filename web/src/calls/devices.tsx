/** Which microphone, camera and speaker, as far as the browser lets one choose. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Picker } from "~/ui/picker";
import { Sheet } from "~/ui/sheet";
import type { Device, Mine } from "./mine";
import { speaker, useSpeaker } from "./sounds";

export function Devices({ mine, onClose }: { mine: Mine; onClose: () => void }) {
  const { t } = useTranslation("calls");
  const found = useDevices();
  const sink = useSpeaker();
  const named = (kind: MediaDeviceKind) =>
    found
      .filter((one) => one.kind === kind && one.deviceId)
      .map((one, at) => ({ id: one.deviceId, words: one.label || t("device", { shown: at + 1 }) }));
  const inputs: [Device, MediaDeviceKind][] = [
    ["audio", "audioinput"],
    ["camera", "videoinput"],
  ];
  const speakers = named("audiooutput");
  return (
    <Sheet title={t("devices")} isOpen onClose={onClose}>
      {inputs.map(([device, kind]) => {
        const options = named(kind);
        if (!options.length) {
          return (
            <p key={device} className="quiet">
              {t(`no_${device}`)}
            </p>
          );
        }
        return (
          <Picker
            key={device}
            label={t(device === "audio" ? "microphone" : "camera")}
            value={mine.usedBy(device) || (options[0]?.id ?? "")}
            options={options}
            onChange={(id) => void mine.choose(device, id)}
          />
        );
      })}
      {speaker.canChoose() && speakers.length > 0 && (
        <Picker
          label={t("speaker")}
          value={sink || (speakers[0]?.id ?? "")}
          options={speakers}
          onChange={speaker.choose}
        />
      )}
    </Sheet>
  );
}

function useDevices(): MediaDeviceInfo[] {
  const [found, setFound] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const { mediaDevices } = navigator;
    if (!mediaDevices) return;
    const look = () => void mediaDevices.enumerateDevices().then(setFound);
    look();
    mediaDevices.addEventListener("devicechange", look);
    return () => mediaDevices.removeEventListener("devicechange", look);
  }, []);
  return found;
}
