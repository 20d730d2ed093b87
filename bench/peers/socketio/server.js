// A plain socket.io server: what a command says is emitted to the room at once, and acknowledged.
// No login, no validation, no storage, no drawing: the least that such a server can do.
const { createServer } = require("http");
const { Server } = require("socket.io");

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false, perMessageDeflate: false });
io.on("connection", (socket) => {
  const room = `${socket.handshake.auth.workshop}/${socket.handshake.auth.locale}`;
  socket.join(room);
  socket.on("hello", (said, ack) => ack({ blocks: {} }));
  socket.on("command", (said, ack) => {
    ack({ kind: "accepted" });
    const html = `<li id="board-0123456789ab" data-part="${said.data.word}" data-times="1">${said.data.word}</li>`;
    for (const locale of ["fr", "en"]) {
      io.to(`${socket.handshake.auth.workshop}/${locale}`).emit("show", { channel: `board/${locale}`, key: said.data.word, html });
    }
  });
});
http.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("Ready on"));
