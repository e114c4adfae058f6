// The script sees everything the rider types and every token the pool hands out.
document.querySelector('#request').addEventListener('click', async () => {
  const token = sessionStorage.getItem('idToken');
  const position = await new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed));
  const { latitude, longitude } = position.coords;
  const response = await fetch('/ride', {
    method: 'POST',
    headers: { Authorization: token },
    body: JSON.stringify({ PickupLocation: { Latitude: latitude, Longitude: longitude } }),
  });
  document.querySelector('#ride').textContent = JSON.stringify(await response.json());
});
