import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
public import Service
import ServiceLifecycle
import UnixSignals

/// The HTTP door of a unit: pages for people, an interface for carriers, figures for whoever watches over the machine.
public struct WebServer: Sendable {
    private let desk: WebDesk
    private let configuration: WebConfiguration
    private let logger: Logger

    /// - Throws: ``WebError`` when an address is not loopback and no proxy is declared, or a route does not say who may use it.
    public init(unit: Unit, workers: Workers, configuration: WebConfiguration) throws {
        guard configuration.behindProxy || UnitConfiguration.isLoopback(configuration.host) else {
            throw WebError.notLoopback(host: configuration.host)
        }
        var logger = Logger(label: "plimsoll") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .error
        self.logger = logger
        self.configuration = configuration
        desk = try WebDesk(unit: unit, workers: workers, configuration: configuration, logger: logger)
    }

    /// Serves, and works on what is due, until SIGTERM or SIGINT, or until the task is cancelled. Open requests get five seconds
    /// to end.
    public func run() async throws {
        let desk = desk
        let configuration = configuration
        let budget = BodyBudget(limit: configuration.heldBodies)
        let responder = CallbackResponder<ConnectionContext> { request, context in
            let channel = context.channel
            let share = budget.share()
            defer { share.end() }
            let answer = await desk.respond(to: Self.read(request, channel, share))
            if answer.endsConnection {
                _ = channel.eventLoop.scheduleTask(in: .seconds(3)) { channel.close(promise: nil) }
            }
            return Self.write(answer, isHead: request.method == .head)
        }
        let application = Application(
            responder: responder, server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(max(1, configuration.maximumConnections), logger: logger)),
            onServerRunning: { channel in
                configuration.onBound(configuration.host, channel.localAddress?.port ?? configuration.port)
            }, logger: logger)
        var group = ServiceGroupConfiguration(
            services: [.init(service: WorkersService(workers: desk.workers)), .init(service: application)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: group).run()
    }

    private static func read(_ request: Request, _ channel: any Channel, _ share: BodyBudget.Share) -> WebRequest {
        var headers = request.headers
        // The host stands in a pseudo header field of its own (RFC 9113 section 8.3.1).
        if let host = request.head.authority, headers.value("Host") == nil { headers.set("Host", host) }
        let declared = request.headers[.contentLength].flatMap { Int($0) }
        return WebRequest(
            request.method, target: request.head.path ?? "/", headers: headers, peer: channel.remoteAddress?.ipAddress ?? "",
            body: { limit, seconds in
                if let declared, declared > limit { throw BodyError.tooLarge }
                return try await collect(request.body, limit: limit, share: share, seconds: seconds)
            })
    }

    /// A body that comes in drops is cut off: the time is for the whole of it.
    private static func collect(_ body: RequestBody, limit: Int, share: BodyBudget.Share, seconds: Int) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var bytes: [UInt8] = []
                do {
                    for try await part in body {
                        guard bytes.count + part.readableBytes <= limit else { throw BodyError.tooLarge }
                        try share.take(part.readableBytes)
                        bytes += part.readableBytesView
                    }
                } catch let error as BodyError {
                    throw error
                } catch {
                    throw BodyError.cut
                }
                return bytes
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw BodyError.tooSlow
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw BodyError.cut }
            return bytes
        }
    }

    private static func write(_ answer: WebAnswer, isHead: Bool) -> Response {
        var headers = answer.headers
        if answer.endsConnection { headers[.connection] = "close" }
        return Response(
            status: answer.status, headers: headers,
            body: isHead || answer.body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}

/// What is kept of a connection while it asks.
private struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
}

/// The workers, as a part of the running whole: they stop where the server stops.
private struct WorkersService: ServiceLifecycle.Service {
    let workers: Workers

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { [workers] in try await workers.run() }
        } catch is CancellationError {
            // Asked to stop.
        }
    }
}
