/** What one can do in a call. Each button says what pressing it does. */
import { Mic, MicOff, MonitorUp, MonitorX, PhoneOff, Settings2, Video, VideoOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Devices } from "./devices";
import { canShareScreen } from "./media";
import { type In, leave } from "./running";

export function Controls({ running, isSmall }: { running: In; isSmall: boolean }) {
  const { t } = useTranslation("calls");
  const { mine } = running;
  const [isChoosing, setChoosing] = useState(false);
  const isSilent = mine.muted || !mine.tracks.audio;
  const hasCamera = Boolean(mine.tracks.camera);
  const isSharing = Boolean(mine.tracks.screen);
  const unmute = () => {
    mine.mute(false);
    if (!mine.tracks.audio) void mine.speak();
  };
  return (
    <div className="call-controls" role="toolbar" aria-label={t("controls")}>
      <Control
        words={t(isSilent ? "unmute" : "mute")}
        of={isSilent ? MicOff : Mic}
        isOff={isSilent}
        act={() => (isSilent ? unmute() : mine.mute(true))}
      />
      <Control
        words={t(hasCamera ? "camera_off" : "camera_on")}
        of={hasCamera ? Video : VideoOff}
        isOff={!hasCamera}
        act={() => void mine.show(!hasCamera)}
      />
      {!isSmall && canShareScreen() && (
        <Control
          words={t(isSharing ? "share_stop" : "share")}
          of={isSharing ? MonitorX : MonitorUp}
          isOff={false}
          act={() => void mine.share(!isSharing)}
        />
      )}
      {!isSmall && (
        <Control words={t("devices")} of={Settings2} isOff={false} act={() => setChoosing(true)} />
      )}
      <Button
        className="call-control call-hang-up"
        aria-label={t("hang_up")}
        icon={<Icon of={PhoneOff} />}
        onPress={leave}
      />
      {isChoosing && <Devices mine={mine} onClose={() => setChoosing(false)} />}
    </div>
  );
}

interface ControlProps {
  words: string;
  of: typeof Mic;
  isOff: boolean;
  act: () => void;
}

function Control({ words, of, isOff, act }: ControlProps) {
  return (
    <Button
      className={isOff ? "call-control call-control-off" : "call-control"}
      aria-label={words}
      icon={<Icon of={of} />}
      onPress={act}
    />
  );
}
