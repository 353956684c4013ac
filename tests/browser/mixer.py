"""A page that plays the media servers of Amazon Chime SDK: it takes what is sent, and passes pictures on.

tests/browser/chime.py tells it of offers over a plain WebSocket, and it answers them. All are sent a tone.
"""

MIXER = """(address) => {
    const peers = {}, cameras = {}, sent = {};
    const audio = new AudioContext();
    const tone = audio.createMediaStreamDestination();
    const oscillator = audio.createOscillator();
    oscillator.connect(tone);
    oscillator.start();

    const gathered = (peer) => peer.iceGatheringState === "complete" ? null : new Promise((done) => {
        peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && done();
    });

    // An offer's sections in their order: sound, the attendee's camera, then what they wish to see, or saw.
    const answer = async ({ attendee, isFirst, offer, wanted, sends }) => {
        if (isFirst) peers[attendee]?.close();
        const peer = (peers[attendee] = isFirst ? new RTCPeerConnection() : peers[attendee]);
        await peer.setRemoteDescription({ type: "offer", sdp: offer });
        const places = [...offer.matchAll(/^a=mid:(.*?)\\r?$/gm)].map(
            ([, mid]) => peer.getTransceivers().find((one) => one.mid === mid));
        const [sound, ...pictures] = places;
        sound.direction = "sendrecv";
        sound.sender.setStreams(tone.stream);
        await sound.sender.replaceTrack(tone.stream.getAudioTracks()[0]);
        const tracks = [];
        for (const [at, place] of pictures.entries()) {
            const stream = wanted[at];
            if (!place || place.stopped || place.currentDirection === "stopped") continue;
            if (!stream) {
                place.direction = "recvonly";
                if (sends) cameras[sends] = place.receiver.track;
                continue;
            }
            const label = (sent[`${attendee} ${stream}`] ??= new MediaStream());
            place.direction = "sendonly";
            place.sender.setStreams(label);
            await place.sender.replaceTrack(cameras[stream]);
            tracks.push([stream, label.id]);
        }
        await peer.setLocalDescription();
        await gathered(peer);
        return { answer: peer.localDescription.sdp, tracks };
    };

    const socket = new WebSocket(address);
    socket.onmessage = async ({ data }) => {
        const asked = JSON.parse(data);
        try {
            socket.send(JSON.stringify({ key: asked.key, ...(await answer(asked)) }));
        } catch (error) {
            socket.send(JSON.stringify({ key: asked.key, failed: String(error) }));
        }
    };
    return new Promise((done) => { socket.onopen = () => done(true); });
}"""
