import { button, element } from './dom.js';
import { dialog } from './dialog.js';
import { strings } from './strings.js';

/** Whether this browser can show what its camera sees; that needs a secure page. */
export const hasCameraPreview = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** Shows what the camera sees, and hands over a photo when the shopper takes one. The camera is let go with the dialog. */
export function openCamera(onFile) {
  let stream = null;
  let closed = false;
  const video = element('video', { class: 'camera-picture', autoplay: true, playsinline: true, 'aria-label': strings.cameraView });
  // As an attribute alone it would come too late for browsers that play only what is silent.
  video.muted = true;
  const said = element('p', { class: 'dialog-said', role: 'status' }, strings.cameraStarting);
  const shoot = button(strings.takePhoto, { icon: 'camera', primary: true, id: 'shoot', disabled: true }, take);
  const node = dialog({ title: strings.cameraTitle, wide: true, body: [element('div', { class: 'camera-stage' }, video), said], actions: [shoot], onClose: stop });
  start();

  async function start() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 960 } } });
      if (closed) {
        stop();
        return;
      }
      video.srcObject = stream;
      await video.play();
      said.textContent = strings.cameraHint;
      shoot.disabled = false;
      shoot.focus();
    } catch (error) {
      if (!closed) said.textContent = strings.cameraProblems[error.name] ?? strings.cameraProblems.other;
    }
  }

  async function take() {
    const canvas = element('canvas', { width: video.videoWidth, height: video.videoHeight });
    canvas.getContext('2d').drawImage(video, 0, 0);
    const photo = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.92));
    node.close();
    if (photo) onFile(new File([photo], 'photo.jpg', { type: photo.type }));
  }

  function stop() {
    closed = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
}
